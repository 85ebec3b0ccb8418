package io.tidegate.sandbox.core;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that let clients in: the one that the sandbox is started with, until it is removed, and
 * those that were added. What was added and removed survives a restart.
 */
public final class AccessKeys {
  private final SecureRandom random = new SecureRandom();
  private final Metadatabase metadatabase;
  private final SandboxClock clock;
  private final Map<String, GrantedKey> granted = new ConcurrentHashMap<>();

  public AccessKeys(Metadatabase metadatabase, SandboxClock clock, AccessKey first) {
    this.metadatabase = metadatabase;
    this.clock = clock;
    granted.put(first.id(), new GrantedKey(first, null, null));
    metadatabase.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            // A key without a secret was removed.
            statement.execute(
                "create table if not exists access_keys"
                    + " (id text primary key, secret text, token text, expires text)");
            try (ResultSet row =
                statement.executeQuery("select id, secret, token, expires from access_keys")) {
              while (row.next()) {
                load(row);
              }
            }
          }
          return granted;
        });
  }

  private void load(ResultSet row) throws SQLException {
    String secret = row.getString(2);
    String expires = row.getString(4);
    if (secret == null) {
      granted.remove(row.getString(1));
    } else {
      AccessKey key = new AccessKey(row.getString(1), secret);
      granted.put(
          key.id(),
          new GrantedKey(key, row.getString(3), expires == null ? null : Instant.parse(expires)));
    }
  }

  public Optional<GrantedKey> find(String id) {
    return Optional.ofNullable(granted.get(id));
  }

  /** Adds a key for good. */
  public GrantedKey add(AccessKey key) {
    return keep(new GrantedKey(key, null, null));
  }

  /** Makes a key for good. */
  public GrantedKey issue() {
    return add(new AccessKey("LTAI" + random(10), random(15)));
  }

  /** Makes a key that expires, by the sandbox's clock. */
  public GrantedKey issue(Duration timeToLive) {
    return keep(
        new GrantedKey(
            new AccessKey("STS." + random(12), random(15)),
            random(64),
            clock.instant().plus(timeToLive)));
  }

  /**
   * @return false where there was none
   */
  public boolean remove(String id) {
    boolean known = granted.remove(id) != null;
    if (known) {
      save(id, null, null, null);
    }
    return known;
  }

  private GrantedKey keep(GrantedKey grant) {
    AccessKey key = grant.key();
    save(key.id(), key.secret(), grant.token(), grant.expires());
    granted.put(key.id(), grant);
    return grant;
  }

  private void save(
      String id, @Nullable String secret, @Nullable String token, @Nullable Instant expires) {
    metadatabase.transaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert or replace into access_keys values (?, ?, ?, ?)")) {
            insert.setString(1, id);
            insert.setString(2, secret);
            insert.setString(3, token);
            insert.setString(4, expires == null ? null : expires.toString());
            return insert.executeUpdate();
          }
        });
  }

  private String random(int bytes) {
    byte[] made = new byte[bytes];
    random.nextBytes(made);
    return HexFormat.of().formatHex(made);
  }
}

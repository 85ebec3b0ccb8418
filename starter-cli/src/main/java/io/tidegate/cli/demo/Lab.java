package io.tidegate.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The two databases of a demo, with what is in them.
 *
 * @param rootPassword of this run's both servers
 * @param password of the accounts that the transfer service uses
 */
record Lab(Server source, Server target, String rootPassword, String password) {
  /** One server. */
  record Server(String host, int port) {
    static Server of(JsonNode node) {
      return new Server(node.path("host").asText(), node.path("port").asInt());
    }
  }

  static Lab of(JsonNode ready, String rootPassword, String password) {
    JsonNode servers = ready.path("servers");
    return new Lab(
        Server.of(servers.path("source")),
        Server.of(servers.path("target")),
        rootPassword,
        password);
  }

  // A password in the generated one.
  @Override
  public String toString() {
    return "Lab[source=" + source + ", target=" + target + "]";
  }

  /** The accounts that every scene may use. */
  void seed() {
    run(source, "courier.sql", "");
    run(target, "courier.sql", "");
  }

  /** Fills the source, and puts what is wrong into both. */
  void seed(Scene scene) {
    scene.sourceScripts().forEach(script -> run(source, script, scene.name()));
    scene.targetScripts().forEach(script -> run(target, script, scene.name()));
  }

  /** Does what a person does who has read the precheck. */
  void repair(Scene.Repair repair) {
    execute(repair.atSource() ? source : target, List.of(repair.sql()));
  }

  /** An endpoint as the sandbox's admin API wants it. */
  Map<String, Object> endpoint(Server server, String user) {
    return Map.of("host", server.host(), "port", server.port(), "user", user, "password", password);
  }

  /** A session of the source's owner, for whoever writes to it. */
  Connection openSource(String database) throws SQLException {
    return connect(source, "/" + database);
  }

  /** The same at the target, for whoever looks what has arrived. */
  Connection openTarget(String database) throws SQLException {
    return connect(target, "/" + database);
  }

  private void run(Server server, String resource, String database) {
    execute(
        server,
        statements(resource).stream().map(sql -> sql.replace("${database}", database)).toList());
  }

  private void execute(Server server, List<String> statements) {
    try (Connection connection = connect(server, "/");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql.replace("${password}", password));
      }
    } catch (SQLException e) {
      throw CliException.failed(
          "the database at " + server.host() + ":" + server.port() + " answered " + e.getMessage(),
          e);
    }
  }

  private Connection connect(Server server, String path) throws SQLException {
    String url =
        "jdbc:mariadb://" + server.host() + ":" + server.port() + path + "?sslMode=disable";
    return DriverManager.getConnection(url, "root", rootPassword);
  }

  // Statements end with a line that is a semicolon at its end; bodies of triggers have none.
  private static List<String> statements(String resource) {
    try (InputStream in = Lab.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + resource);
      }
      List<String> statements = new ArrayList<>();
      StringBuilder statement = new StringBuilder();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.isBlank() || line.startsWith("--")) {
          continue;
        }
        statement.append(line).append('\n');
        if (line.endsWith(";")) {
          statements.add(statement.substring(0, statement.lastIndexOf(";")));
          statement.setLength(0);
        }
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

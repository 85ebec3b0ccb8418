package io.tidegate.worker;

import io.tidegate.provider.CommandCredentials;
import io.tidegate.provider.Credentials;
import io.tidegate.provider.CredentialsSource;
import io.tidegate.provider.FileCredentials;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set under {@code tidegate.accounts.<name>.credentials}: exactly one source.
 *
 * @param file JSON or properties with the same keys; read again when it changes
 * @param command prints what such a file would hold; run by {@code sh -c}
 */
public record CredentialProperties(
    @DefaultValue("") String accessKeyId,
    @DefaultValue("") String accessKeySecret,
    @DefaultValue("") String securityToken,
    @Nullable Path file,
    @DefaultValue("") String command) {

  /** What is in such a file and in no path. */
  private static final Pattern CONTENTS =
      Pattern.compile("[{}\\p{Cntrl}]|(access-key-(id|secret)|security-token)\\s*[=:]");

  /** Whether a key is given in the settings themselves. */
  boolean isFixed() {
    return !accessKeyId.isBlank() || !accessKeySecret.isBlank();
  }

  CredentialsSource source(Clock clock) {
    if (file != null) {
      return new FileCredentials(file);
    }
    if (!command.isBlank()) {
      return new CommandCredentials(List.of("sh", "-c", command), clock);
    }
    return CredentialsSource.fixed(
        new Credentials(
            accessKeyId, accessKeySecret, securityToken.isBlank() ? null : securityToken));
  }

  List<String> problems(String prefix) {
    int sources = (isFixed() ? 1 : 0) + (file == null ? 0 : 1) + (command.isBlank() ? 0 : 1);
    if (sources == 0) {
      return List.of(
          prefix
              + " are missing: set .access-key-id and .access-key-secret, or .file, or .command");
    }
    if (sources > 1) {
      return List.of(prefix + ": set only one of .access-key-id, .file, .command");
    }
    if (file != null && CONTENTS.matcher(file.toString()).find()) {
      // Not quoted: it is no path, but what belongs in the file.
      return List.of(
          prefix
              + ".file holds what belongs in a file: write that into one, and set its path here");
    }
    if (isFixed() && accessKeyId.isBlank()) {
      return List.of(prefix + ".access-key-id is missing beside .access-key-secret");
    }
    if (isFixed() && accessKeySecret.isBlank()) {
      return List.of(prefix + ".access-key-secret is missing beside .access-key-id");
    }
    return List.of();
  }

  // The generated one would print the secrets.
  @Override
  public String toString() {
    return "CredentialProperties["
        + (isFixed() ? "fixed" : file != null ? "file=" + file : "command")
        + "]";
  }
}

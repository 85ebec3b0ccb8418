package io.tidegate.e2e;

import io.tidegate.provider.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/** A file with an account's credentials, exchanged in one step as whoever rotates them does. */
record CredentialsFile(Path path) {

  void write(Credentials credentials) throws IOException {
    Map<String, String> values = new HashMap<>();
    values.put("access-key-id", credentials.accessKeyId());
    values.put("access-key-secret", credentials.accessKeySecret());
    if (credentials.securityToken() != null) {
      values.put("security-token", credentials.securityToken());
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.write(fresh, House.json().writeValueAsBytes(values));
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

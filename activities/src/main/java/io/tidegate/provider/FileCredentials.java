package io.tidegate.provider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** Credentials in a file that somebody else keeps up to date. */
public final class FileCredentials implements CredentialsSource {
  private final Path file;
  private @Nullable Credentials known;
  private @Nullable Stamp stamp;

  private record Stamp(FileTime modified, long size) {}

  public FileCredentials(Path file) {
    this.file = file;
  }

  @Override
  public synchronized Credentials get() {
    try {
      Stamp now = new Stamp(Files.getLastModifiedTime(file), Files.size(file));
      Credentials current = known;
      if (current == null || !now.equals(stamp)) {
        current = CredentialsText.parse(Files.readString(file), "the credentials file " + file);
        known = current;
        stamp = now;
      }
      return current;
    } catch (IOException e) {
      throw new CredentialsException(
          "the credentials file " + file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  @Override
  public synchronized void refused(Credentials used) {
    if (used.equals(known)) {
      stamp = null;
    }
  }

  @Override
  public String toString() {
    return "credentials file " + file;
  }
}

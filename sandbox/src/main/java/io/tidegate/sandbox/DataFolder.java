package io.tidegate.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.sandbox.core.AccessKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * The files of a sandbox. What holds secrets is readable by its owner alone, from the first byte.
 */
final class DataFolder {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private DataFolder() {}

  /**
   * Keeps other sandboxes off this folder until the channel is closed or the process ends, however
   * it ends: two would move the same rows.
   *
   * @throws IOException if another has it
   */
  static FileChannel lock(Path data) throws IOException {
    FileChannel channel =
        FileChannel.open(
            prepared(data).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("a sandbox of this process works on " + data, e);
    }
    channel.close();
    throw new IOException(
        "another sandbox works on " + data + ": end it, or choose another --data");
  }

  /** The metadatabase's file; SQLite gives its other files the same permissions. */
  static Path metadatabase(Path data) throws IOException {
    Path file = prepared(data).resolve("metadatabase.sqlite");
    if (Files.notExists(file)) {
      createPrivate(file);
    }
    return file;
  }

  /** The key that this folder was given when it was first used. */
  static AccessKey accessKey(Path data) throws IOException {
    Path file = prepared(data).resolve("access-key.json");
    if (Files.exists(file)) {
      return JSON.readValue(file.toFile(), AccessKey.class);
    }
    AccessKey key = new AccessKey("LTAI" + random(20), random(30));
    Path unfinished = Files.createTempFile(data, "access-key", ".tmp");
    Files.write(unfinished, JSON.writeValueAsBytes(key));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    return key;
  }

  private static Path prepared(Path data) throws IOException {
    if (Files.notExists(data)) {
      Files.createDirectories(
          data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return data;
  }

  private static void createPrivate(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static String random(int length) {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}

package io.tidegate.cli.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads small files whole, and of everything else no more than shows that it is none. */
public final class BoundedText {

  /** There is more than one was ready to read. */
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Reads UTF-8. A pipe or a device says nothing of its size: it is read to find out.
   *
   * @throws TooLong if there are more bytes
   * @throws java.nio.charset.CharacterCodingException if it is not UTF-8
   */
  public static String read(Path file, int mostBytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new TooLong();
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  private BoundedText() {}
}

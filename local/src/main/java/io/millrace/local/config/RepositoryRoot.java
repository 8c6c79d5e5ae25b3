package io.millrace.local.config;

import io.millrace.local.StackException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the repository whose built jars and fetched servers a stack uses. */
public final class RepositoryRoot {
  private RepositoryRoot() {}

  /** From the system property {@code millrace.root}, else the working directory or one above it. */
  public static Path find() {
    String given = System.getProperty("millrace.root");
    if (given != null) {
      return Path.of(given).toAbsolutePath();
    }
    Path directory = Path.of("").toAbsolutePath();
    for (Path path = directory; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("mvnw")) && Files.isDirectory(path.resolve("flink-conf"))) {
        return path;
      }
    }
    throw new StackException(directory + " is not in a Millrace repository");
  }
}

package io.millrace.service.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public test data that lies beside the project and is never copied into it. */
public final class SharedData {
  private SharedData() {}

  /**
   * A folder of the data. Where it is missing the test is skipped, or fails where {@code
   * MILLRACE_DATA_REQUIRED} is true.
   */
  public static Path folder(String name) {
    String base = System.getenv().getOrDefault("MILLRACE_DATA", "../../shared/data");
    Path folder = Path.of(base, name);
    boolean there = Files.isDirectory(folder);
    if (!there && Boolean.parseBoolean(System.getenv("MILLRACE_DATA_REQUIRED"))) {
      throw new IllegalStateException("Required test data is missing: " + folder.toAbsolutePath());
    }
    Assumptions.assumeTrue(there, "Skipped, no test data at " + folder.toAbsolutePath());
    return folder;
  }
}

package io.millrace.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded data that is read where it lies and never copied into the project. */
public final class RecordedData {
  private RecordedData() {}

  /** The folder of a data set; skips the test where there is none, unless CI requires it. */
  public static Path folder(String name) {
    String base = System.getenv().getOrDefault("MILLRACE_DATA", "../../shared/data");
    Path folder = Path.of(base).resolve(name).toAbsolutePath().normalize();
    boolean there = Files.isDirectory(folder);
    if (!there && Boolean.parseBoolean(System.getenv("MILLRACE_DATA_REQUIRED"))) {
      throw new AssertionError("Recorded data is required and " + folder + " is not there");
    }
    Assumptions.assumeTrue(there, () -> "Skipped: no recorded data at " + folder);
    return folder;
  }
}

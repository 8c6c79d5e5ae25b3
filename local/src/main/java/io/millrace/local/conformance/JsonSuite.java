package io.millrace.local.conformance;

import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import io.millrace.udfs.format.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Files as JSONTestSuite has them: {@code y_} must be read, {@code n_} must be refused, and all
 * others may be either, but nothing else may happen.
 */
final class JsonSuite implements Suite {
  private static final PayloadFormats FORMATS = new PayloadFormats();

  @Override
  public List<String> endings() {
    return List.of(".json");
  }

  @Override
  public List<CaseResult> run(Path file) throws IOException {
    return List.of(run(file.toString(), CaseFiles.name(file), Files.readAllBytes(file)));
  }

  private static CaseResult run(String file, String name, byte[] payload) {
    try {
      FORMATS.read(new RawPayload(payload, "application/json", Map.of(), Instant.EPOCH), null);
      return name.startsWith("n_")
          ? CaseResult.failed(file, "was read and must be refused")
          : CaseResult.passed(file);
    } catch (RefusedException e) {
      return name.startsWith("y_")
          ? CaseResult.failed(file, "was refused and must be read: " + e.getMessage())
          : CaseResult.passed(file);
    } catch (RuntimeException | StackOverflowError e) {
      return CaseResult.failed(file, "threw " + e);
    }
  }
}

package io.millrace.bridge.http;

import io.millrace.udfs.format.PayloadFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What bodies may be. */
final class MediaTypes {
  /** As ingest unpacks them. */
  private static final Set<String> ENCODINGS = Set.of("", "identity", "gzip", "x-gzip", "zstd");

  private MediaTypes() {}

  /** The batch that the content type names; nothing where the body is one message. */
  static Optional<BatchFormat> batch(IngestRequest request) {
    return switch (request.mediaType()) {
      case "application/x-ndjson", "application/ndjson", "application/jsonl" ->
          Optional.of(BatchFormat.LINES);
      case "application/vnd.millrace.batch+json" -> Optional.of(BatchFormat.ARRAY);
      case "application/cloudevents-batch+json" -> Optional.of(BatchFormat.EVENTS);
      default -> Optional.empty();
    };
  }

  /** Passes a request whose body can be read by something. */
  static void check(IngestRequest request) throws ProblemException {
    String type = request.header("content-type");
    // Without a type it is the source's own, which ingest knows.
    if (!type.isBlank() && batch(request).isEmpty() && !PayloadFormat.isKnown(type)) {
      throw new ProblemException(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "No format reads " + type);
    }
    String encoding = request.header("content-encoding").strip().toLowerCase(Locale.ROOT);
    if (!ENCODINGS.contains(encoding)) {
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "Nothing unpacks " + encoding + "; send gzip or zstd");
    }
  }
}

package io.millrace.bridge.http;

import io.millrace.udfs.format.ContentEncoding;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;

/** A batch is unpacked here; a single message goes on packed, for ingest to unpack. */
final class Unpacked {
  private Unpacked() {}

  static byte[] of(IngestRequest request, byte[] body, int limit) throws ProblemException {
    try {
      return new ContentEncoding(limit).unpack(body, request.header("content-encoding"));
    } catch (RefusedException e) {
      ProblemCode code =
          e.code() == RefusalCode.UNPACKED_TOO_LARGE
              ? ProblemCode.TOO_LARGE
              : ProblemCode.INVALID_MESSAGE;
      throw new ProblemException(code, String.valueOf(e.getMessage()));
    }
  }
}

package io.millrace.udfs.mapping;

import io.millrace.udfs.codec.CodecCode;
import io.millrace.udfs.codec.CodecOutcome;
import io.millrace.udfs.codec.Codecs;
import io.millrace.udfs.codec.Uplink;
import io.millrace.udfs.format.RefusalCode;
import io.millrace.udfs.format.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What codecs make of one message. However many mappings ask for the same, a codec runs once; and
 * not at all where no mapping that matches asks.
 */
final class Uplinks {
  private final Codecs codecs;
  private final List<Done> done = new ArrayList<>(0);

  private record Done(String codecId, byte[] bytes, int port, CodecOutcome<Uplink> outcome) {
    boolean is(String id, byte[] payload, int fPort) {
      return port == fPort && codecId.equals(id) && Arrays.equals(bytes, payload);
    }
  }

  Uplinks(Codecs codecs) {
    this.codecs = codecs;
  }

  /** The data that the codec found, by name. */
  Map<String, @Nullable Object> data(CodecCall call, Scope scope) throws RefusedException {
    CodecOutcome<Uplink> outcome = outcome(call, scope);
    if (outcome instanceof CodecOutcome.Refused<Uplink> refused) {
      String reason = "Codec '" + call.codecId() + "': " + refused.reason();
      throw new RefusedException(code(refused.code()), CodecCall.FIELD, reason);
    }
    return ((CodecOutcome.Done<Uplink>) outcome).value().data();
  }

  private CodecOutcome<Uplink> outcome(CodecCall call, Scope scope) throws RefusedException {
    byte[] bytes = call.bytesOf(scope);
    int port = call.portOf(scope);
    for (Done before : done) {
      if (before.is(call.codecId(), bytes, port)) {
        return before.outcome();
      }
    }
    CodecOutcome<Uplink> outcome =
        codecs.decodeUplink(call.codecId(), bytes, port, scope.message().receivedAt());
    done.add(new Done(call.codecId(), bytes, port, outcome));
    return outcome;
  }

  private static RefusalCode code(CodecCode code) {
    return switch (code) {
      case CODEC_TIMEOUT -> RefusalCode.CODEC_TIMEOUT;
      case CODEC_MEMORY -> RefusalCode.CODEC_MEMORY;
      case CODEC_FAILED -> RefusalCode.CODEC_FAILED;
      case CODEC_REJECTED -> RefusalCode.CODEC_REJECTED;
      case CODEC_RESULT -> RefusalCode.CODEC_RESULT;
      case CODEC_MISSING_FUNCTION -> RefusalCode.CODEC_MISSING_FUNCTION;
      case CODEC_SUSPENDED -> RefusalCode.CODEC_SUSPENDED;
      case UNKNOWN_CODEC -> RefusalCode.UNKNOWN_CODEC;
    };
  }
}

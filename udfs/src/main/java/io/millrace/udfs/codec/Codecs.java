package io.millrace.udfs.codec;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The codecs that one thread runs. A codec starts when it is first asked for, and a version that
 * was replaced or removed ends with the next call. Whatever they do, a call gives an outcome and
 * throws nothing.
 *
 * <p>Their threads end by themselves when they have nothing to do.
 */
public final class Codecs implements AutoCloseable {
  private final Function<String, @Nullable CodecDefinition> inForce;
  private final CodecLimits limits;
  private final LongSupplier nanoTime;
  private final Map<String, Running> running = new HashMap<>();

  private record Running(CodecDefinition definition, Codec codec, Suspension suspension) {}

  /**
   * With the default limits.
   *
   * @param inForce the definition of an id as it is now, null for none
   */
  public Codecs(Function<String, @Nullable CodecDefinition> inForce) {
    this(inForce, CodecLimits.DEFAULT, System::nanoTime);
  }

  /**
   * @param inForce the definition of an id as it is now, null for none
   * @param nanoTime a clock that only goes forward
   */
  Codecs(
      Function<String, @Nullable CodecDefinition> inForce,
      CodecLimits limits,
      LongSupplier nanoTime) {
    this.inForce = inForce;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** No codecs: each id is unknown. */
  public static Codecs none() {
    return new Codecs(id -> null);
  }

  /** Reads a payload, see {@link Codec#decodeUplink}. */
  public CodecOutcome<Uplink> decodeUplink(String id, byte[] bytes, int fPort, Instant recvTime) {
    return call(id, codec -> codec.decodeUplink(bytes, fPort, recvTime));
  }

  /** Makes a payload of a command, see {@link Codec#encodeDownlink}. */
  public CodecOutcome<Downlink> encodeDownlink(
      String id, Map<String, ?> data, int fPort, Map<String, String> variables) {
    return call(id, codec -> codec.encodeDownlink(data, fPort, variables));
  }

  /** Ends those whose definition is no longer in force. */
  public void endReplaced() {
    for (Iterator<Running> each = running.values().iterator(); each.hasNext(); ) {
      Running one = each.next();
      if (!one.definition().equals(inForce.apply(one.definition().id()))) {
        one.codec().close();
        each.remove();
      }
    }
  }

  @Override
  public void close() {
    running.values().forEach(one -> one.codec().close());
    running.clear();
  }

  private <T> CodecOutcome<T> call(String id, Function<Codec, CodecOutcome<T>> function) {
    CodecDefinition definition = inForce.apply(id);
    if (definition == null) {
      return new CodecOutcome.Refused<>(CodecCode.UNKNOWN_CODEC, "There is no codec '" + id + "'");
    }
    Running known = running.get(id);
    if (known == null || !known.definition().equals(definition)) {
      endReplaced();
      known = new Running(definition, Codec.of(definition, limits), new Suspension());
      running.put(id, known);
    }
    if (known.suspension().holds(nanoTime.getAsLong())) {
      return new CodecOutcome.Refused<>(CodecCode.CODEC_SUSPENDED, Suspension.REASON);
    }
    CodecOutcome<T> outcome = function.apply(known.codec());
    known.suspension().note(outcome, nanoTime.getAsLong());
    return outcome;
  }
}

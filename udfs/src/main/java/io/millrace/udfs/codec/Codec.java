package io.millrace.udfs.codec;

import io.millrace.udfs.definition.DefinitionException;
import io.millrace.udfs.definition.Problem;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.jspecify.annotations.Nullable;

/**
 * A payload codec in JavaScript, as device makers publish them for LoRaWAN, run in a sandbox.
 *
 * <p>Used by one thread at a time: whoever needs more compiles one for each thread, which is cheap,
 * as the parsed program is shared. Each call starts from the same state, so no message can
 * influence the next. Whatever the codec does, a call gives an outcome and throws nothing.
 */
public final class Codec implements AutoCloseable {
  /** In characters. The largest published ones have some 200,000. */
  static final int LONGEST_SOURCE = 1 << 20;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
  private static final Pattern GLOBAL_OBJECT = Pattern.compile("\\b(globalThis|this)\\b");
  private static final int MOST_FORGOTTEN = 100;

  private final String id;
  private final String source;
  private final Set<String> forgotten = new LinkedHashSet<>();
  private final CodecLimits limits;
  private final Worker worker;
  private @Nullable Session session;

  private Codec(String id, String source, CodecLimits limits) {
    this.id = id;
    this.source = source;
    this.limits = limits;
    this.worker = new Worker(limits);
  }

  /** A codec within the default limits. */
  public static Codec compile(String id, String source) throws DefinitionException {
    return compile(id, source, CodecLimits.DEFAULT);
  }

  /**
   * @param id for messages; no file is read
   * @param source the script, with {@code decodeUplink} or {@code encodeDownlink}, or of the older
   *     forms {@code Decoder(bytes, port)}, {@code Decode(fPort, bytes)}, {@code Encoder(object,
   *     port)}, {@code Encode(fPort, object)}
   * @throws DefinitionException it is no script, fails as it is loaded, or has none of the
   *     functions
   */
  public static Codec compile(String id, String source, CodecLimits limits)
      throws DefinitionException {
    if (source.length() > LONGEST_SOURCE) {
      throw problem("Longer than " + LONGEST_SOURCE + " characters");
    }
    Codec codec = new Codec(id, source, limits);
    try {
      codec.checkSyntax();
      codec.checkFunctions();
      return codec;
    } catch (DefinitionException e) {
      codec.close();
      throw e;
    }
  }

  /** One that was compiled before; what is wrong with it now shows with its first call. */
  static Codec of(CodecDefinition checked, CodecLimits limits) {
    return new Codec(checked.id(), checked.source(), limits);
  }

  /**
   * Reads a payload.
   *
   * @param fPort the LoRaWAN port, 0 to 255
   * @param recvTime when the message was received
   */
  public CodecOutcome<Uplink> decodeUplink(byte[] bytes, int fPort, Instant recvTime) {
    try {
      double millis = recvTime.toEpochMilli();
      return new CodecOutcome.Done<>(
          ResultReader.uplink(call("decode", CommandWriter.json(bytes), fPort, millis)));
    } catch (RefusedCallException e) {
      return e.refusal();
    }
  }

  /**
   * Makes a payload of a command.
   *
   * @param data Map, List, String, Number, Boolean, null
   * @param fPort the LoRaWAN port that is asked for, 0 to 255
   * @param variables the program's {@code input.variables}
   */
  public CodecOutcome<Downlink> encodeDownlink(
      Map<String, ?> data, int fPort, Map<String, String> variables) {
    try {
      String text = call("encode", CommandWriter.json(data), fPort, CommandWriter.json(variables));
      return new CodecOutcome.Done<>(ResultReader.downlink(text, fPort));
    } catch (RefusedCallException e) {
      return e.refusal();
    }
  }

  /** Makes a payload of a command, without variables. */
  public CodecOutcome<Downlink> encodeDownlink(Map<String, ?> data, int fPort) {
    return encodeDownlink(data, fPort, Map.of());
  }

  /** Ends its thread, unless a script that cannot be stopped holds it. */
  @Override
  public void close() {
    worker.close(this::dropSession);
  }

  /**
   * A program that reaches for the global object on purpose would no longer see what it put there;
   * it gets a new context for each call, which is slower and as right.
   */
  private void declare(@Nullable Object left) {
    if (GLOBAL_OBJECT.matcher(source).find()) {
      return;
    }
    String.valueOf(left)
        .lines()
        .filter(name -> NAME.matcher(name).matches() && forgotten.size() < MOST_FORGOTTEN)
        .forEach(forgotten::add);
  }

  private void dropSession() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private String call(String function, Object... arguments) throws RefusedCallException {
    @Nullable Object result = once(function, arguments);
    if (Boolean.FALSE.equals(result)) {
      // The last call wrote variables it never declared: declare them, and start anew.
      declare(once("left"));
      dropSession();
      result = once(function, arguments);
    }
    if (result instanceof String json) {
      return json;
    }
    throw new RefusedCallException(
        CodecCode.CODEC_MISSING_FUNCTION, "It has no function to " + function);
  }

  private @Nullable Object once(String function, Object... arguments) throws RefusedCallException {
    Session current = session;
    if (current == null) {
      // What the engine needs to start is no fault of the codec.
      current = worker.start(this::open);
      session = current;
    }
    return inSession(current, function, arguments);
  }

  private Session open() {
    WarmUp.ensure();
    return new Session(Program.wrapped(id, source, forgotten), limits);
  }

  private @Nullable Object inSession(Session current, String function, Object... arguments)
      throws RefusedCallException {
    return worker.run(
        () -> {
          try {
            return current.call(function, arguments);
          } finally {
            if (!current.usable()) {
              dropSession();
            }
          }
        });
  }

  private void checkFunctions() throws DefinitionException {
    try {
      if (!Boolean.TRUE.equals(once("check"))) {
        throw problem("It has none of the functions of a codec, such as decodeUplink");
      }
    } catch (RefusedCallException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  private void checkSyntax() throws DefinitionException {
    try {
      String failure = worker.start(this::syntaxError);
      if (!failure.isEmpty()) {
        throw problem(failure);
      }
    } catch (RefusedCallException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  /** What is wrong with the script as it was published; empty for nothing. */
  private String syntaxError() {
    try (Context context = Sandbox.context()) {
      context.parse(Program.published(id, source));
      return "";
    } catch (PolyglotException e) {
      return Failures.describe(e);
    }
  }

  private static DefinitionException problem(String reason) {
    return new DefinitionException(List.of(new Problem("", reason)));
  }
}

package io.millrace.udfs.codec;

import java.time.Duration;
import java.util.List;

/**
 * Runs a small codec before the first real one: the engine loads thousands of classes then, and
 * that must not count against a codec's time and memory.
 */
final class WarmUp {
  private static final CodecLimits GENEROUS = new CodecLimits(Duration.ofMinutes(1), 1L << 32);
  private static final String SAMPLE =
      """
      function decodeUplink(input) {
        var data = { list: [] };
        for (var i = 0; i + 1 < input.bytes.length; i += 2) {
          var value = (input.bytes[i] << 8 | input.bytes[i + 1]) / 10;
          data['v' + i] = value > 3 ? value.toFixed(1) : parseInt('1', 16);
          data.list.push({ at: input.recvTime.toISOString(), value: value });
        }
        data.text = data.list.map(function (e) { return String(e.value); }).join('-').replace(/-/g, '');
        return { data: data, warnings: [], errors: [] };
      }
      """;

  @SuppressWarnings("unused") // that it is there says that it ran
  private static final boolean DONE = run();

  private WarmUp() {}

  /** Returns at once, but for the first time. */
  static void ensure() {
    // Whoever calls this has loaded the class, and so has run it.
  }

  private static boolean run() {
    try (Session session = new Session(Program.wrapped("warm-up", SAMPLE, List.of()), GENEROUS)) {
      session.call("decode", "[1,2,3,4]", 1, 0.0);
      return true;
    } catch (RefusedCallException e) {
      throw new IllegalStateException("The engine does not run", e);
    }
  }
}

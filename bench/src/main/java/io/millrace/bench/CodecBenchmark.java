package io.millrace.bench;

import io.millrace.udfs.codec.Codec;
import io.millrace.udfs.codec.CodecOutcome;
import io.millrace.udfs.codec.Uplink;
import io.millrace.udfs.definition.DefinitionException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding sixteen bytes with a JavaScript codec, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CodecBenchmark {
  private static final byte[] PAYLOAD =
      HexFormat.of().parseHex("0929" + "7b" + "0c1c" + "02" + "010a020b030c040d050e");
  private static final String SOURCE =
      """
      function decodeUplink(input) {
        var b = input.bytes;
        var t = b[0] << 8 | b[1];
        if (t > 0x7fff) t -= 0x10000;
        var channels = [];
        for (var i = 6; i + 1 < b.length; i += 2) channels.push({ channel: b[i], value: b[i + 1] * 0.5 });
        return {
          data: {
            temperature: t / 100, humidity: b[2] / 2, battery: (b[3] << 8 | b[4]) / 1000,
            door: !!(b[5] & 1), tamper: !!(b[5] & 2), channels: channels
          },
          warnings: [], errors: []
        };
      }
      """;
  private @Nullable Codec codec;

  @Setup
  public void compile() throws DefinitionException {
    codec = Codec.compile("bench", SOURCE);
  }

  @TearDown
  public void close() {
    if (codec != null) {
      codec.close();
    }
  }

  @Benchmark
  public @Nullable CodecOutcome<Uplink> decode() {
    return codec == null ? null : codec.decodeUplink(PAYLOAD, 2, Instant.EPOCH);
  }
}

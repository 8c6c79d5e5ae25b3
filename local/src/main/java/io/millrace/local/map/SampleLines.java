package io.millrace.local.map;

import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.DecodedPayload;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import io.millrace.udfs.format.RefusedException;
import io.millrace.udfs.inference.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payloads that stand one a line, decoded as the ingest job decodes them. */
record SampleLines(DeclaredFormat format, Map<String, String> headers) {
  /** Enough to be sure, and few enough to be quick. */
  private static final int MOST = 10_000;

  private static final PayloadFormats FORMATS = new PayloadFormats();

  /** The names of a CSV file's columns, from its first line. */
  static List<String> header(@Nullable String line) {
    if (line == null) {
      return List.of();
    }
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    List<String> names = new ArrayList<>();
    for (String cell : new String(bytes, StandardCharsets.UTF_8).split(",", -1)) {
      names.add(cell.strip().replaceAll("^\"|\"$", ""));
    }
    return names;
  }

  /**
   * The samples; lines that cannot be decoded are named and left out.
   *
   * @param lines decoded as ISO-8859-1, so that bytes stay what they are
   */
  List<Sample> read(BufferedReader lines, PrintWriter err) throws IOException {
    List<Sample> samples = new ArrayList<>();
    long number = 0;
    for (String line = lines.readLine();
        line != null && samples.size() < MOST;
        line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        samples.add(sample(TrialMessages.payload(format.format(), line)));
      } catch (RefusedException e) {
        err.println("Line " + number + " is left out: " + e.getMessage());
      }
    }
    return samples;
  }

  private Sample sample(byte[] payload) throws RefusedException {
    RawPayload raw = new RawPayload(payload, "", headers, Instant.now());
    DecodedPayload decoded = FORMATS.read(raw, format);
    return new Sample("", decoded.headers(), decoded.value());
  }
}

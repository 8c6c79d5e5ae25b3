package io.millrace.udfs.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.testkit.RecordedData;
import io.millrace.udfs.format.DeclaredFormat;
import io.millrace.udfs.format.PayloadFormat;
import io.millrace.udfs.format.PayloadFormats;
import io.millrace.udfs.format.RawPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is proposed for recorded messages compiles, and maps each of them. */
class InferenceDataSetsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Uplinks of each device model: one proposal a model. */
  @TestFactory
  List<DynamicTest> lorawan() throws IOException {
    JsonNode cases =
        JSON.readTree(RecordedData.folder("lorawan").resolve("decoded-messages.json").toFile());
    Map<String, List<String>> models = new TreeMap<>();
    for (JsonNode each : cases) {
      JsonNode data = each.path("output").path("data");
      if (each.path("type").asText().equals("uplink") && data.isObject() && !data.isEmpty()) {
        String model = each.path("vendor").asText() + "/" + each.path("driver").asText();
        models.computeIfAbsent(model, m -> new ArrayList<>()).add(data.toString());
      }
    }
    return each("lorawan", models);
  }

  @TestFactory
  List<DynamicTest> ttiUplinks() throws IOException {
    return each("tti-uplinks", documents("tti-uplinks"));
  }

  @TestFactory
  List<DynamicTest> dittoProtocol() throws IOException {
    return each("ditto-protocol", documents("ditto-protocol"));
  }

  @TestFactory
  List<DynamicTest> fiwareDevice() throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    for (Path file : files(RecordedData.folder("fiware-device"), "example")) {
      files.put(file.toString(), List.of(Files.readString(file)));
    }
    return each("fiware-device", files);
  }

  @TestFactory
  List<DynamicTest> senml() throws IOException {
    Map<String, List<Sample>> packs = new TreeMap<>();
    for (Path file : files(RecordedData.folder("senml"), "ex")) {
      Object pack = Payloads.of("application/senml+json", Files.readAllBytes(file));
      packs.put(file.toString(), List.of(new Sample("gateway", Map.of(), pack)));
    }
    return eachSample("senml", packs);
  }

  /** Rows of time series: texts without a zone, and numbers in texts. */
  @TestFactory
  List<DynamicTest> nab() throws Exception {
    Map<String, List<Sample>> series = new TreeMap<>();
    DeclaredFormat csv = new DeclaredFormat(PayloadFormat.CSV, List.of("timestamp", "value"));
    for (Path file : files(RecordedData.folder("nab").resolve("data"), "")) {
      List<Sample> rows = new ArrayList<>();
      for (String line : Files.readAllLines(file).subList(1, 200)) {
        byte[] row = line.getBytes(StandardCharsets.UTF_8);
        RawPayload raw = new RawPayload(row, "", Map.of(), Instant.EPOCH);
        rows.add(new Sample("s", Map.of(), new PayloadFormats().read(raw, csv).value()));
      }
      series.put(file.toString(), rows);
    }
    return eachSample("nab", series);
  }

  /** Names and texts of every kind, all in one message. */
  @Test
  void naughtyStringsAsNamesAndTexts() throws Exception {
    Path list = RecordedData.folder("naughty-strings").resolve("blns.json");
    Map<String, Object> payload = new LinkedHashMap<>();
    for (JsonNode text : JSON.readTree(list.toFile())) {
      payload.put(text.asText(), text.asText());
    }
    Proposal proposal = Inference.propose(List.of(new Sample("d", Map.of(), payload)), Wish.none());
    assertThat(proposal.mapped()).isEqualTo(1);
    assertThat(proposal.fields()).hasSizeGreaterThan(400);
    System.out.println(
        "inference naughty-strings: " + proposal.fields().size() + " properties in one mapping");
  }

  private static Map<String, List<String>> documents(String set) throws IOException {
    Map<String, List<String>> documents = new TreeMap<>();
    List<String> objects = new ArrayList<>();
    JsonNode all = JSON.readTree(RecordedData.folder(set).resolve("payloads.json").toFile());
    for (int i = 0; i < all.size(); i++) {
      JsonNode payload = all.get(i).path("payload");
      documents.put(
          "%03d %s".formatted(i, all.get(i).path("section").asText()), List.of(payload.toString()));
      if (payload.isObject()) {
        objects.add(payload.toString());
      }
    }
    documents.put("all objects together", objects);
    return documents;
  }

  private static List<Path> files(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static List<DynamicTest> each(String set, Map<String, List<String>> groups) {
    Map<String, List<Sample>> samples = new TreeMap<>();
    groups.forEach(
        (name, payloads) ->
            samples.put(
                name,
                payloads.stream()
                    .map(text -> new Sample("device", Map.of(), Payloads.json(text)))
                    .toList()));
    return eachSample(set, samples);
  }

  private static List<DynamicTest> eachSample(String set, Map<String, List<Sample>> groups) {
    Tally tally = new Tally();
    List<DynamicTest> tests = new ArrayList<>();
    groups.forEach(
        (name, samples) -> tests.add(DynamicTest.dynamicTest(name, () -> tally.check(samples))));
    tests.add(DynamicTest.dynamicTest("figures", () -> tally.print(set)));
    return tests;
  }

  /** Counts what is proposed. */
  private static final class Tally {
    private long groups;
    private long samples;
    private long fields;
    private long nothing;

    void check(List<Sample> group) {
      try {
        Proposal proposal = Inference.propose(group, Wish.none());
        assertThat(proposal.mapped()).as(proposal + "").isEqualTo(group.size());
        assertThat(proposal.fields()).extracting(ProposedField::name).doesNotHaveDuplicates();
        groups++;
        samples += group.size();
        fields += proposal.fields().size();
      } catch (InferenceException e) {
        assertThat(e).hasMessageStartingWith("No sample has a value");
        nothing++;
      }
    }

    void print(String set) {
      System.out.printf(
          "inference %s: %d proposals with %d properties map all of their %d samples;"
              + " %d have no value%n",
          set, groups, fields, samples, nothing);
      assertThat(groups).isPositive();
    }
  }
}

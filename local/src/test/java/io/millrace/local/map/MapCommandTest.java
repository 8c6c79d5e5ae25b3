package io.millrace.local.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MapCommandTest {
  private static final String MAPPING =
      """
      {"id": "pump", "match": {"source": "pumps"}, "objectType": "pump",
       "observedAt": "payload.ts", "unknownDevices": "refuse",
       "fields": {"pressure": {"expression": "payload.bar", "type": "double", "required": true}}}""";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder;
  private Path device;

  @BeforeEach
  void describeDevice() throws IOException {
    device = write("device.json", "{\"id\":\"pump-7\",\"type\":\"pump\"}");
  }

  @Test
  void printsObservationsAndWhatIsLeftOut() throws IOException {
    assertThat(run(MAPPING, "{\"ts\":0,\"bar\":8,\"rpm\":900}\n\n", "--device", device.toString()))
        .isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "{\"line\":1,\"observations\":[{\"objectType\":\"pump\",\"objectId\":\"pump-7\","
                + "\"observedAt\":\"1970-01-01T00:00:00Z\",\"properties\":{\"pressure\":8.0}}]}");
    assertThat(err.toString()).contains("1 observations, 0 refusals", "Never read: rpm");
  }

  @Test
  void runsACodec() throws IOException {
    Path codec =
        write("codec.js", "function Decoder(bytes, port) { return { bar: bytes[0] + port }; }");
    String mapping =
        MAPPING
            .replace(
                "\"objectType\"",
                "\"codec\": {\"id\": \"c\", \"bytes\": \"payload.b\"}, \"objectType\"")
            .replace("payload.bar", "double(decoded.bar)");
    String[] options = {"--device", device.toString(), "--codec", codec.toString()};
    assertThat(run(mapping, "{\"ts\":0,\"b\":\"Bw==\"}\n", options)).isZero();
    assertThat(out.toString()).contains("\"properties\":{\"pressure\":8.0}");
    Files.writeString(codec, "function Decoder( {");
    assertThat(run(mapping, "{\"ts\":0,\"b\":\"Bw==\"}\n", options)).isEqualTo(2);
    assertThat(err.toString()).contains("codec.js: line 1: SyntaxError");
  }

  @Test
  void printsWhatIsSkipped() throws IOException {
    String lenient = MAPPING.replace("\"required\": true", "\"onFailure\": \"skip\"");
    assertThat(run(lenient, "{\"ts\":0,\"bar\":\"8\"}\n", "--device", device.toString())).isZero();
    assertThat(out.toString())
        .contains(
            "\"properties\":{}", "\"skipped\":[{\"code\":\"wrong-type\",\"path\":\"pressure\"");
  }

  @Test
  void printsCodeAndPathOfEachRefusal() throws IOException {
    String bytes = new String(new byte[] {'"', (byte) 0xFF, '"'}, StandardCharsets.ISO_8859_1);
    assertThat(run(MAPPING, "{\"ts\":0}\n" + bytes + "\n", "--device", device.toString()))
        .isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(2)
        .anyMatch(l -> l.contains("\"code\":\"missing-field\",\"path\":\"pressure\""))
        .anyMatch(l -> l.contains("\"line\":2") && l.contains("not-utf-8"));
  }

  @Test
  void aSourceSaysHowItsMessagesAreReadAndWhatTheyMustSatisfy() throws IOException {
    Path source =
        write(
            "source.json",
            """
            {"id": "pumps", "format": "csv", "columns": ["ts", "bar"],
             "schema": {"properties": {"bar": {"maxLength": 3}}}}""");
    String mapping =
        MAPPING
            .replace("payload.bar", "double(payload.bar)")
            .replace("payload.ts", "int(payload.ts)")
            .replace("refuse", "accept");
    assertThat(run(mapping, "0,8\n0,8.25\n", "--source", source.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .hasSize(2)
        .anyMatch(l -> l.contains("\"pressure\":8.0"))
        .anyMatch(l -> l.contains("\"code\":\"schema-violation\",\"path\":\"/bar\""));
    assertThat(run(mapping, "", "--source", write("source.json", "{}").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("/id");
  }

  @Test
  void linesMayBeWholeMessages() throws IOException {
    String lines =
        "{\"device\":\"pump-7\",\"receivedAt\":0,\"payload\":{\"ts\":0,\"bar\":8}}\n"
            + "{\"device\":\"pump-8\",\"payload\":{\"ts\":0,\"bar\":8}}\n"
            + "{\"device\":\"pump-7\",\"contentType\":\"application/cbor\",\"payloadBase64\":\"/w==\"}\n";
    assertThat(run(MAPPING, lines, "--messages", "--device", device.toString())).isEqualTo(1);
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"pressure\":8.0"),
            second -> assertThat(second).contains("unknown-device"),
            third -> assertThat(third).contains("malformed-cbor"));
    assertThat(run(MAPPING, "{\"device\":\"pump-7\"}\n", "--messages")).isEqualTo(1);
    assertThat(err.toString()).contains("Line 1 is no message: Needs one of payload");
  }

  @Test
  void aMappingMayExtendOthers() throws IOException {
    Path base = write("base.json", MAPPING.replace("\"pump\", \"match\"", "\"base\", \"match\""));
    String mapping = "{\"id\":\"pump\",\"extends\":\"base\",\"unknownDevices\":\"accept\"}";
    assertThat(
            run(
                mapping,
                "{\"ts\":0,\"bar\":8}\n",
                "--base",
                base.toString(),
                "--header",
                "source=pumps"))
        .isZero();
    assertThat(run(mapping, "{}\n")).isEqualTo(2);
  }

  @Test
  void withoutADeviceItIsUnknown() throws IOException {
    assertThat(run(MAPPING, "{\"ts\":0,\"bar\":8}\n")).isEqualTo(1);
    assertThat(out.toString()).contains("unknown-device");
  }

  @Test
  void aBrokenMappingIsNamedWithItsPaths() throws IOException {
    assertThat(run(MAPPING.replace("\"double\"", "\"decimal\""), "{}\n")).isEqualTo(2);
    assertThat(err.toString()).contains("/fields/pressure/type");
    assertThat(run("{\"id\":", "{}\n")).isEqualTo(2);
    assertThat(err.toString()).contains("is no JSON: 1:");
  }

  @Test
  void aMissingFileIsASentence() throws IOException {
    Path mapping = write("mapping.json", MAPPING);
    assertThat(execute("map", "--mapping", mapping.toString(), "--input", "nowhere.jsonl"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("There is no file nowhere.jsonl").doesNotContain("\tat ");
  }

  private int run(String mapping, String input, String... more) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("map");
    arguments.addAll(List.of("--mapping", write("mapping.json", mapping).toString()));
    arguments.addAll(List.of("--input", write("input.jsonl", input).toString()));
    arguments.addAll(List.of(more));
    return execute(arguments.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text, StandardCharsets.ISO_8859_1);
  }
}

package io.millrace.local.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.local.Main;
import io.millrace.testkit.RecordedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ConformanceCommandTest {
  private final StringWriter out = new StringWriter();
  private int status;
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "json, json-testsuite, 339",
    "senml, senml, 12",
    "avro, avro-compat, 73",
  })
  void allRecordedCasesPass(String suite, String set, int cases) {
    String last = run(suite, RecordedData.folder(set));
    System.out.println("conformance " + set + ": " + last);
    assertThat(last).as(out.toString()).isEqualTo(cases + " passed, 0 failed");
    assertThat(status).isZero();
  }

  @ParameterizedTest
  @CsvSource({"flink-tests.json, 123", "flink-oracle-generated.json, 92"})
  void ourMatcherFindsWhatFlinkCepFinds(String file, int cases) {
    String last = run("cep", RecordedData.folder("cep-corpus").resolve(file));
    System.out.println("conformance " + file + ": " + last);
    assertThat(last).as(out.toString()).isEqualTo(cases + " passed, 0 failed");
    assertThat(status).isZero();
  }

  @Test
  void casesThatCannotBeRunFailByName() throws IOException {
    String events = "\"events\":[{\"idx\":0,\"id\":1,\"name\":\"a\",\"price\":1,\"timestamp\":1}]";
    String stage =
        "{\"name\":\"s\",\"contiguity\":\"begin\",\"where\":{\"%s\":[{\"field\":\"name\"},\"a\"]}}";
    String form = "{\"name\":\"%s\",\"pattern\":{\"stages\":[" + stage + "]}," + events + ",%s}";
    String found = "\"expectedMatches\":[{\"emittedAtEvent\":0,\"stages\":{\"s\":[0]}}]";
    write(
        "cases.json",
        "["
            + String.join(
                ",",
                form.formatted("good", "eq", found),
                form.formatted("wrong", "eq", "\"expectedMatches\":[]"),
                form.formatted("strange", "soundsLike", found),
                "{\"name\":\"siddhi\",\"siddhiApp\":\"define\"}")
            + "]");
    assertThat(run("cep", folder)).isEqualTo("1 passed, 2 failed, 1 not applicable");
    assertThat(status).isEqualTo(1);
    assertThat(out.toString())
        .contains("failed wrong: missing [], not expected [match {s=[0]} at event 0]")
        .contains("failed strange: unknown feature: operator soundsLike")
        .contains("not applicable, 1: the query cannot be read: no 'from': siddhi");
  }

  @Test
  void whatSiddhiFindsIsFoundAsFarAsItMeansTheSame() {
    Path file = RecordedData.folder("cep-corpus").resolve("siddhi-patterns.json");
    String last = run("cep", file);
    System.out.println("conformance siddhi-patterns.json: " + last);
    assertThat(last).as(out.toString()).isEqualTo("46 passed, 0 failed, 164 not applicable");
    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("not applicable, 57: an absence before anything has matched: ")
        .contains("not applicable, 22: an absence for a time before another stage")
        .contains("not applicable, 7: 'and': two stages in any order: ");
  }

  @Test
  void jsonFilesAreJudgedByTheirNames() throws IOException {
    write("y_broken.json", "[1,]");
    write("n_valid.json", "[1]");
    write("i_either.json", "[1e999]");
    write("n_broken.json", "[1");
    assertThat(run("json", folder)).isEqualTo("2 passed, 2 failed");
    assertThat(status).isEqualTo(1);
    assertThat(out.toString())
        .contains("y_broken.json: was refused", "n_valid.json: was read and must be refused");
    assertThat(run("json", folder.resolve("n_broken.json"))).isEqualTo("1 passed, 0 failed");
  }

  @Test
  void packsAreComparedWithTheFileBesideThem() throws IOException {
    write("room.json", "[{\"bn\":\"r:\",\"bt\":1e9,\"n\":\"t\",\"v\":20},{\"n\":\"h\",\"v\":0.3}]");
    Path resolved =
        write(
            "room.resolved.json",
            "[{\"n\":\"r:t\",\"t\":1e9,\"v\":20.0},{\"n\":\"r:h\",\"t\":1e9,\"v\":0.3}]");
    assertThat(run("senml", folder.resolve("room.json"))).isEqualTo("1 passed, 0 failed");
    assertThat(run("senml", resolved)).isEqualTo("1 passed, 0 failed");
    assertThat(run("senml", folder)).isEqualTo("1 passed, 0 failed");
    write(
        "room.resolved.json",
        "[{\"n\":\"r:t\",\"t\":1e9,\"v\":20},{\"n\":\"h\",\"t\":1e9,\"v\":0.3}]");
    assertThat(run("senml", folder)).isEqualTo("0 passed, 1 failed");
    assertThat(out.toString()).contains("record 1: expected");
  }

  @Test
  void relativeTimesCountFromWhatTheExpectedRecordsSay() throws IOException {
    write("now.json", "[{\"n\":\"a\",\"v\":1,\"t\":-5},{\"n\":\"a\",\"v\":2}]");
    write(
        "now.resolved.json",
        "[{\"n\":\"a\",\"v\":1,\"t\":1500000000},{\"n\":\"a\",\"v\":2,\"t\":1500000005}]");
    assertThat(run("senml", folder)).isEqualTo("1 passed, 0 failed");
    write(
        "now.resolved.json",
        "[{\"n\":\"a\",\"v\":1,\"t\":1500000000},{\"n\":\"a\",\"v\":2,\"t\":1500000006}]");
    assertThat(run("senml", folder)).isEqualTo("0 passed, 1 failed");
  }

  @Test
  void aPackThatNobodyResolvedMustResolve() throws IOException {
    assertThat(run("senml", write("alone.json", "[{\"n\":\"a\",\"v\":1}]")))
        .isEqualTo("1 passed, 0 failed");
    assertThat(run("senml", write("broken.json", "[{\"v\":1}]"))).isEqualTo("0 passed, 1 failed");
  }

  @Test
  void wrongVerdictsOnSchemasAreFound() throws IOException {
    String pair = "{\"reader\":\"int\",\"writer\":\"string\",\"compatible\":\"%s\"%s}";
    String misfit = ",\"incompatibilities\":[{\"type\":\"TYPE_MISMATCH\",\"location\":\"%s\"}]";
    write("a.json", "[" + pair.formatted("INCOMPATIBLE", misfit.formatted("/")) + "]");
    assertThat(run("avro", folder)).isEqualTo("1 passed, 0 failed");
    write("b.json", pair.formatted("COMPATIBLE", ""));
    write("c.json", pair.formatted("INCOMPATIBLE", misfit.formatted("/0")));
    assertThat(run("avro", folder)).isEqualTo("1 passed, 2 failed");
    assertThat(out.toString())
        .contains("expected COMPATIBLE but is INCOMPATIBLE", "TYPE_MISMATCH at /0");
  }

  @Test
  void whatHoldsNoCasesFails() throws IOException {
    assertThat(run("json", folder)).isEqualTo("0 passed, 1 failed");
    assertThat(run("json", folder.resolve("nowhere.json"))).isEqualTo("0 passed, 1 failed");
    assertThat(run("avro", write("no.json", "{"))).isEqualTo("0 passed, 1 failed");
    assertThat(run("senml", write("no.senml", "{"))).isEqualTo("0 passed, 1 failed");
    assertThat(status).isEqualTo(1);
  }

  private String run(String suite, Path file) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));
    status = commandLine.execute("conformance", suite, file.toString());
    return out.toString().lines().reduce((first, second) -> second).orElse("");
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}

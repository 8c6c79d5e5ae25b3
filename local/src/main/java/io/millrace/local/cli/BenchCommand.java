package io.millrace.local.cli;

import io.millrace.local.StackException;
import io.millrace.local.config.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Measures the jobs, by a program of its own: it has Flink's libraries, which others need not. */
@Command(
    name = "bench",
    description = {
      "Measures the ingest job on a stack of its own: ingest, dedup, latency.",
      "Measures without any server: rules, rules-flink, nab, objectify.",
      "Measures the projection beside Elasticsearch's own client: projection; and beside a rebuild:"
          + " rebuild.",
      "bench COMMAND --help tells more. It builds what measures where that is older than its"
          + " sources."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.millrace.bench.load.BenchMain";

  /** Flink CEP keeps the events of 100,000 devices on it. */
  private static final String HEAP = "-Xmx3g";

  /** What to measure, and its options: that program knows them. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = RepositoryRoot.find();
    BenchBuild build = new BenchBuild(root);
    if (!build.isCurrent()) {
      FileTime begun = FileTime.from(Instant.now());
      build(root);
      build.finished(begun);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", HEAP, "-Dmillrace.root=" + root));
    String ports = System.getProperty("millrace.ports");
    if (ports != null) {
      command.add("-Dmillrace.ports=" + ports);
    }
    command.addAll(List.of("-cp", classpath(build), MAIN));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void build(Path root) throws IOException, InterruptedException {
    System.err.println("millrace: building the bench …");
    List<String> maven =
        List.of(
            "./mvnw", "-q", "-B", "-Dmaven.test.skip=true", "-pl", "bench/load", "-am", "package");
    int status = new ProcessBuilder(maven).directory(root.toFile()).inheritIO().start().waitFor();
    if (status != 0) {
      throw new StackException("The bench cannot be built; Maven has said why");
    }
  }

  private static String classpath(BenchBuild build) throws IOException {
    Path module = build.module();
    String libraries =
        Arrays.stream(Files.readString(build.classpath()).strip().split(":"))
            .map(jar -> module.resolve(jar).toString())
            .collect(Collectors.joining(":"));
    return module.resolve("classes") + ":" + libraries;
  }
}

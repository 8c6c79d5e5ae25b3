package io.millrace.local.cli;

import io.millrace.local.StackException;
import io.millrace.local.config.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "bench COMMAND --help tells more. The first time builds what measures."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String MAIN = "io.millrace.bench.load.BenchMain";

  /** What to measure, and its options: that program knows them. */
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = RepositoryRoot.find();
    Path module = root.resolve("bench/load/target");
    if (!isBuilt(root, module.resolve("classpath"))) {
      build(root);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "-Dmillrace.root=" + root));
    String ports = System.getProperty("millrace.ports");
    if (ports != null) {
      command.add("-Dmillrace.ports=" + ports);
    }
    command.addAll(List.of("-cp", classpath(module), MAIN));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** Whether it is as new as the launcher's own build, which a change of the sources renews. */
  private static boolean isBuilt(Path root, Path classpath) throws IOException {
    Path launcher = root.resolve(".millrace/build");
    return Files.exists(classpath)
        && (!Files.exists(launcher)
            || Files.getLastModifiedTime(classpath).compareTo(Files.getLastModifiedTime(launcher))
                >= 0);
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

  private static String classpath(Path module) throws IOException {
    String libraries =
        Arrays.stream(Files.readString(module.resolve("classpath")).strip().split(":"))
            .map(jar -> module.resolve(jar).toString())
            .collect(Collectors.joining(":"));
    return module.resolve("classes") + ":" + libraries;
  }
}

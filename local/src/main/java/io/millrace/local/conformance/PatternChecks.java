package io.millrace.local.conformance;

import io.millrace.local.StackException;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.install.Installation;
import io.millrace.local.server.Java;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program in the jobs' jar that runs patterns on Flink CEP's engine. */
final class PatternChecks {
  private static final String MAIN = "io.millrace.jobs.rules.cep.PatternCheckMain";

  private PatternChecks() {}

  /** Its command line. */
  static List<String> command(String... arguments) {
    Path root = RepositoryRoot.find();
    Path jobs = root.resolve("jobs/target/millrace-jobs.jar");
    if (!Files.isRegularFile(jobs)) {
      throw new StackException("There is no " + jobs + ": build first, ./mvnw package");
    }
    String flink = new Installation(root.resolve(".millrace/servers")).classpath("flink");
    List<String> command = new ArrayList<>();
    command.add(Java.executable());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx1g", "-cp", jobs + ":" + flink, MAIN));
    command.addAll(List.of(arguments));
    return command;
  }
}

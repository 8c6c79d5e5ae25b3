package io.millrace.local.stack;

import io.millrace.local.StackException;
import io.millrace.local.config.FreePorts;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.process.OrdinaryUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be known to fail is found before anything starts.
 *
 * @param freeBytes that the disk of the stack's home must have
 */
record Preflight(StackConfig config, long freeBytes) {
  private static final int JAVA = 17;
  private static final long TWO_GB = 2_000_000_000L;

  Preflight(StackConfig config) {
    this(config, TWO_GB);
  }

  /** Refuses, in a sentence, if these servers cannot start. */
  void check(Set<ServerName> servers) throws IOException, InterruptedException {
    checkJava(Runtime.version().feature());
    checkPorts(servers);
    checkDisk();
    if (servers.contains(ServerName.POSTGRES) || servers.contains(ServerName.ELASTICSEARCH)) {
      OrdinaryUser.check();
    }
    if (servers.contains(ServerName.SERVICE)) {
      checkBuilt(config.serviceJar());
    }
    if (servers.contains(ServerName.BRIDGE)) {
      checkBuilt(config.bridgeJar());
    }
    if (servers.contains(ServerName.MQTT)) {
      checkBuilt(config.mqttJar());
    }
  }

  /** Refuses if the jobs have not been built. */
  void checkJobs() {
    checkBuilt(config.jobsJar());
  }

  static void checkJava(int feature) {
    if (feature < JAVA) {
      throw new StackException(
          "Millrace needs a JDK " + JAVA + " or newer, this one is " + feature + ": set JAVA_HOME");
    }
  }

  private void checkPorts(Set<ServerName> servers) {
    String taken =
        Arrays.stream(PortName.values())
            .filter(name -> servers.contains(name.server()))
            .filter(name -> !FreePorts.isFree(config.ports().of(name)))
            .map(name -> config.ports().of(name) + " (" + name.id() + ")")
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      boolean one = !taken.contains(",");
      throw new StackException(
          (one ? "Port " + taken + " is taken" : "Ports " + taken + " are taken")
              + "; end what listens there, or give other ports with --port NAME=PORT");
    }
  }

  private void checkDisk() throws IOException {
    Files.createDirectories(config.home());
    long free = Files.getFileStore(config.home()).getUsableSpace();
    if (free < freeBytes) {
      throw new StackException(
          "The disk of %s has %.1f GB free, the stack needs %.1f GB"
              .formatted(config.home(), free / 1e9, freeBytes / 1e9));
    }
  }

  private static void checkBuilt(Path jar) {
    if (!Files.exists(jar)) {
      throw new StackException(jar + " is missing; build it with ./mvnw -DskipTests package");
    }
  }
}

package io.millrace.local.config;

import java.nio.file.Path;

/**
 * Where a stack lives and what it may use.
 *
 * @param root the repository: fetched servers ({@code .millrace/servers}), built jars, {@code
 *     flink-conf}
 * @param home data, logs and pid files of this stack; two stacks must not share it
 */
public record StackConfig(Path root, Path home, Ports ports, Heaps heaps) {

  public StackConfig {
    root = root.toAbsolutePath().normalize();
    home = home.toAbsolutePath().normalize();
  }

  /** The stack of this repository on standard ports. */
  public static StackConfig standard(Path root) {
    return new StackConfig(root, root.resolve(".millrace"), Ports.standard(), Heaps.standard());
  }

  /** A stack beside others: with a home of its own and ports that are free now. */
  public static StackConfig isolated(Path root, Path home) {
    return new StackConfig(root, home, FreePorts.choose(), Heaps.standard());
  }

  public StackConfig with(Ports changed) {
    return new StackConfig(root, home, changed, heaps);
  }

  public StackConfig with(Heaps changed) {
    return new StackConfig(root, home, ports, changed);
  }

  public Addresses addresses() {
    return new Addresses(ports);
  }

  /** Fetched and unpacked servers, shared by all stacks of a repository. */
  public Path servers() {
    return root.resolve(".millrace/servers");
  }

  public Path flinkConf() {
    return root.resolve("flink-conf");
  }

  public Path jobsJar() {
    return root.resolve("jobs/target/millrace-jobs.jar");
  }

  public Path serviceJar() {
    return root.resolve("service/target/millrace-service.jar");
  }

  public Path bridgeJar() {
    return root.resolve("bridge/target/millrace-bridge.jar");
  }

  /** The main class of the MQTT broker. */
  public Path mqttJar() {
    return root.resolve("local/servers/mqtt/target/millrace-local-mqtt.jar");
  }

  /** What survives {@code down} and {@code up}. */
  public Path data() {
    return home.resolve("data");
  }

  /** Checkpoints, savepoints, and which jobs they are of. */
  public Path flinkData() {
    return data().resolve("flink");
  }

  /** Files of data sets, which the service writes and the dataset job reads. */
  public Path datasets() {
    return data().resolve("datasets");
  }

  /** Written anew at each start from this config. */
  public Path conf() {
    return home.resolve("conf");
  }

  public Path logs() {
    return home.resolve("logs");
  }

  public Path run() {
    return home.resolve("run");
  }

  /** What the server writes to its standard output, and for Flink its log. */
  public Path log(ServerName server) {
    return logs().resolve(server.id() + ".log");
  }

  public Path pidFile(ServerName server) {
    return run().resolve(server.id() + ".pid");
  }
}

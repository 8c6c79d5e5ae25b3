package io.millrace.local.server;

import io.millrace.local.config.Addresses;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.Installation;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What JobManager and TaskManager have in common: {@code flink-conf}, with this stack's places. */
final class FlinkProcess {
  /** As Flink's own scripts open the JDK's modules to it. */
  private static final List<String> OPENED =
      List.of(
          "lang",
          "net",
          "io",
          "nio",
          "lang.reflect",
          "text",
          "time",
          "util",
          "util.concurrent",
          "util.concurrent.atomic",
          "util.concurrent.locks");

  private final StackConfig config;
  private final ServerName server;

  FlinkProcess(StackConfig config, ServerName server) {
    this.config = config;
    this.server = server;
  }

  void prepare() throws IOException {
    for (String directory : List.of("checkpoints", "savepoints", "upload")) {
      Files.createDirectories(config.flinkData().resolve(directory));
    }
    Files.createDirectories(temporary());
    Files.createDirectories(config.logs());
    Files.deleteIfExists(config.log(server));
  }

  /**
   * The process of a Flink entry point.
   *
   * @param jvmOptions beside heap and collector
   * @param settings of Flink, beside those of {@code flink-conf} and this stack's places
   */
  ProcessSpec spec(List<String> jvmOptions, String mainClass, Map<String, String> settings) {
    List<String> command = Java.command(config, server);
    command.addAll(jvmOptions);
    command.addAll(modules());
    command.add("-Dlog.file=" + config.log(server));
    command.add("-Dlog4j2.configurationFile=" + config.flinkConf().resolve("log4j.properties"));
    command.add("-cp");
    command.add(new Installation(config.servers()).classpath("flink"));
    command.add(mainClass);
    command.add("--configDir");
    command.add(config.flinkConf().toString());
    Map<String, String> all = new LinkedHashMap<>(places());
    all.putAll(settings);
    all.forEach((key, value) -> command.add("-D" + key + "=" + value));
    Path output = config.logs().resolve(server.id() + ".out");
    Map<String, String> environment = new LinkedHashMap<>(NamedDatabases.ofEnvironment());
    environment.put(
        "FLINK_PLUGINS_DIR", new Installation(config.servers()).flinkPlugins().toString());
    return new ProcessSpec(command, environment, config.flinkData(), output);
  }

  private Map<String, String> places() {
    String checkpoints = config.flinkData().resolve("checkpoints").toUri().toString();
    String savepoints = config.flinkData().resolve("savepoints").toUri().toString();
    Map<String, String> places = new LinkedHashMap<>();
    places.put("jobmanager.rpc.address", "127.0.0.1");
    places.put("jobmanager.rpc.port", Integer.toString(config.ports().of(PortName.FLINK_RPC)));
    places.put("rest.port", Integer.toString(config.ports().of(PortName.FLINK)));
    places.put("rest.bind-port", Integer.toString(config.ports().of(PortName.FLINK)));
    places.put("web.upload.dir", config.flinkData().resolve("upload").toString());
    places.put("io.tmp.dirs", temporary().toString());
    places.put("execution.checkpointing.dir", checkpoints);
    places.put("execution.checkpointing.savepoint-dir", savepoints);
    places.put("s3.endpoint", config.addresses().s3Url());
    places.put("s3.endpoint.region", Addresses.S3_REGION);
    places.put("s3.path.style.access", "true");
    places.put("s3.access-key", Addresses.S3_ACCESS_KEY);
    places.put("s3.secret-key", Addresses.S3_SECRET_KEY);
    return places;
  }

  private Path temporary() {
    return config.run().resolve(server.id());
  }

  private static List<String> modules() {
    List<String> modules = new ArrayList<>();
    modules.add("--add-exports=java.base/sun.net.util=ALL-UNNAMED");
    modules.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    OPENED.forEach(name -> modules.add("--add-opens=java.base/java." + name + "=ALL-UNNAMED"));
    return modules;
  }
}

package io.millrace.local.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.config.PortName;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.Installation;
import io.millrace.local.process.OrdinaryUser;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Elasticsearch, a single node. */
final class ElasticsearchServer implements Server {
  private final StackConfig config;
  private final Path data;
  private final Path conf;
  private final Path temporary;

  ElasticsearchServer(StackConfig config) {
    this.config = config;
    this.data = config.data().resolve("elasticsearch");
    this.conf = config.conf().resolve("elasticsearch");
    this.temporary = config.run().resolve("elasticsearch");
  }

  @Override
  public ServerName name() {
    return ServerName.ELASTICSEARCH;
  }

  @Override
  public void prepare() throws IOException {
    new Installation(config.servers()).elasticsearch();
    Files.createDirectories(data);
    Files.createDirectories(temporary);
    Files.createDirectories(conf.resolve("jvm.options.d"));
    Map<String, String> values =
        Map.of(
            "port", port(PortName.ELASTICSEARCH_HTTP),
            "transportPort", port(PortName.ELASTICSEARCH_TRANSPORT),
            "data", data.toString(),
            "logs", config.logs().toString());
    ConfFiles.write("elasticsearch.yml", conf.resolve("elasticsearch.yml"), values);
    ConfFiles.write("elasticsearch-jvm.options", conf.resolve("jvm.options"), Map.of());
    ConfFiles.write("elasticsearch-log4j2.properties", conf.resolve("log4j2.properties"), Map.of());
  }

  private String port(PortName name) {
    return Integer.toString(config.ports().of(name));
  }

  @Override
  public ProcessSpec process() {
    Path home = new Installation(config.servers()).elasticsearch();
    int heap = config.heaps().of(name());
    Map<String, String> environment =
        Map.of(
            "ES_JAVA_HOME", Java.home(),
            "ES_PATH_CONF", conf.toString(),
            "ES_TMPDIR", temporary.toString(),
            "LIBFFI_TMPDIR", temporary.toString(),
            "ES_JAVA_OPTS", "-Xms" + heap + "m -Xmx" + heap + "m");
    List<String> command =
        OrdinaryUser.command(List.of(home.resolve("bin/elasticsearch").toString()));
    return new ProcessSpec(command, environment, temporary, config.log(name()));
  }

  /** Yellow: it can be searched. Straight after its port is open it cannot. */
  @Override
  public boolean isReady() throws InterruptedException {
    return Http.json(
            config.addresses().elasticsearchUrl()
                + "/_cluster/health?wait_for_status=yellow&timeout=1s")
        .map(health -> isUsable(health.path("status")))
        .orElse(false);
  }

  private static boolean isUsable(JsonNode status) {
    return status.asText().equals("yellow") || status.asText().equals("green");
  }
}

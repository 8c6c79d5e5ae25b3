package io.millrace.service.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Elasticsearch, as an ordinary user even where the tests run as root. */
final class ElasticsearchNode {
  private ElasticsearchNode() {}

  static ServerProcess start(Path home, Path folder, int port) throws IOException {
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.createDirectories(conf.resolve("jvm.options.d"));
    Files.createDirectories(folder.resolve("tmp"));
    for (String name : List.of("jvm.options", "log4j2.properties")) {
      Files.copy(home.resolve("config").resolve(name), conf.resolve(name));
    }
    Files.writeString(
        conf.resolve("elasticsearch.yml"),
        """
        cluster.name: service-tests
        node.name: n1
        path.data: %1$s/data
        path.logs: %1$s/logs
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %2$d
        transport.port: %3$d
        xpack.security.enabled: false
        """
            .formatted(folder, port, Ports.free()));
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      // Elasticsearch refuses root; in a user namespace root is somebody else.
      command.addAll(List.of("unshare", "-U", "--map-user=1000", "--map-group=1000"));
    }
    command.addAll(List.of("bash", home.resolve("bin/elasticsearch").toString()));
    Map<String, String> environment =
        Map.of(
            "ES_JAVA_HOME", System.getProperty("java.home"),
            "ES_PATH_CONF", conf.toString(),
            "ES_TMPDIR", folder.resolve("tmp").toString(),
            "LIBFFI_TMPDIR", folder.resolve("tmp").toString(),
            "ES_JAVA_OPTS", "-Xms384m -Xmx384m -XX:-AlwaysPreTouch");
    ServerProcess process = new ServerProcess(command, environment, folder.resolve("log"));
    process.awaitHttp("http://127.0.0.1:" + port + "/_cluster/health?wait_for_status=yellow");
    return process;
  }
}

package io.millrace.bench.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.cli.ConsoleProgress;
import io.millrace.local.config.RepositoryRoot;
import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.install.DirectoryTree;
import io.millrace.local.stack.Stack;
import io.millrace.local.stack.StopAtExit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/** Elasticsearch as {@code ./millrace up} starts it, with the index templates, and empty. */
final class SearchNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StackConfig config;
  private final Stack stack;
  private final StopAtExit atExit;
  private final RestClient client;

  private SearchNode(StackConfig config, PrintWriter out) {
    this.config = config;
    this.stack = new Stack(config, new ConsoleProgress(out));
    this.atExit = stack.stopAtExit();
    this.client = RestClient.builder(HttpHost.create(url())).build();
  }

  static SearchNode start(PrintWriter out) throws IOException {
    Path root = RepositoryRoot.find();
    Path home = root.resolve(".millrace/bench");
    DirectoryTree.delete(home);
    SearchNode node = new SearchNode(StackConfig.isolated(root, home), out);
    node.stack.start(EnumSet.of(ServerName.ELASTICSEARCH));
    return node;
  }

  String url() {
    return config.addresses().elasticsearchUrl();
  }

  /** Makes an index behind an alias, as the job would. */
  void create(String alias) throws IOException {
    Request request = new Request("PUT", "/" + alias + "-000001");
    request.setJsonEntity("{\"aliases\": {\"" + alias + "\": {\"is_write_index\": true}}}");
    client.performRequest(request);
  }

  /** How many documents were written into it so far; a retry counts anew. */
  long written(String alias) throws IOException {
    Request request = new Request("GET", "/" + alias + "-000001/_stats/indexing");
    JsonNode stats = JSON.readTree(client.performRequest(request).getEntity().getContent());
    return stats.at("/_all/primaries/indexing/index_total").asLong();
  }

  void delete(String alias) throws IOException {
    client.performRequest(new Request("DELETE", "/" + alias + "-000001"));
  }

  @Override
  public void close() throws IOException {
    client.close();
    stack.stop();
    atExit.close();
    // The logs stay for those who wonder.
    DirectoryTree.delete(config.data());
  }
}

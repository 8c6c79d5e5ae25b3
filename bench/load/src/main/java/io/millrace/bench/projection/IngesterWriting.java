package io.millrace.bench.projection;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._helpers.bulk.BulkIngester;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.millrace.udfs.projection.SearchDocument;
import java.io.IOException;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;

/**
 * The bulk ingester of Elasticsearch's own client, alone: no Flink, no checkpoints. It makes its
 * documents in the thread that feeds it, and has as many requests on their way as the job.
 */
final class IngesterWriting implements Writing {
  private final RestClient http;
  private final BulkIngester<Void> ingester;
  private final Thread feeder;
  private volatile boolean stopped;

  private IngesterWriting(String elasticsearch, ObjectLoop loop, int requests) {
    http = RestClient.builder(HttpHost.create(elasticsearch)).build();
    ElasticsearchAsyncClient client =
        new ElasticsearchAsyncClient(new RestClientTransport(http, new JacksonJsonpMapper()));
    ingester = BulkIngester.of(b -> b.client(client).maxConcurrentRequests(requests));
    feeder = new Thread(() -> feed(loop), "feeder");
    feeder.setDaemon(true);
  }

  static Writing start(String elasticsearch, ObjectLoop loop, int requests) {
    IngesterWriting writing = new IngesterWriting(elasticsearch, loop, requests);
    writing.feeder.start();
    return writing;
  }

  private void feed(ObjectLoop loop) {
    for (long index = 0; !stopped; index++) {
      ingester.add(operation(loop.document(index)));
    }
  }

  private static BulkOperation operation(SearchDocument document) {
    return BulkOperation.of(
        b ->
            b.index(
                i ->
                    i.index(document.alias())
                        .id(document.id())
                        .version(document.version())
                        .versionType(VersionType.ExternalGte)
                        .document(BinaryData.of(document.json(), ContentType.APPLICATION_JSON))));
  }

  @Override
  public void close() throws InterruptedException, IOException {
    stopped = true;
    feeder.join();
    ingester.close();
    http.close();
  }
}

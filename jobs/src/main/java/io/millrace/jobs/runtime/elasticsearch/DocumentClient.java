package io.millrace.jobs.runtime.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** The calls that the sink makes, none of which blocks. */
final class DocumentClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int ANSWER_TIMEOUT_MS = 30_000;
  private final ElasticsearchAsyncClient client;

  DocumentClient(ElasticsearchSettings settings) {
    RestClient http = builder(settings).build();
    client = new ElasticsearchAsyncClient(new RestClientTransport(http, new JacksonJsonpMapper()));
  }

  /** Sends a batch; the items of the answer are in its order. */
  CompletableFuture<BulkResponse> bulk(List<DocumentOperation> batch) {
    List<BulkOperation> operations = batch.stream().map(DocumentClient::operation).toList();
    // Without the alias a typing error would make a new index of that name.
    return client.bulk(BulkRequest.of(b -> b.requireAlias(true).operations(operations)));
  }

  /** Makes the first index behind an alias; its settings and mappings come from templates. */
  CompletableFuture<?> createIndex(String alias) {
    return client
        .indices()
        .create(c -> c.index(alias + "-000001").aliases(alias, a -> a.isWriteIndex(true)));
  }

  @Override
  public void close() throws IOException {
    client._transport().close();
  }

  private static BulkOperation operation(DocumentOperation operation) {
    byte[] document = operation.document();
    if (document == null) {
      return BulkOperation.of(
          b ->
              b.delete(
                  d ->
                      d.index(operation.alias())
                          .id(operation.id())
                          .version(operation.version())
                          .versionType(VersionType.ExternalGte)));
    }
    return BulkOperation.of(
        b ->
            b.index(
                i ->
                    i.index(operation.alias())
                        .id(operation.id())
                        .version(operation.version())
                        .versionType(VersionType.ExternalGte)
                        .document(BinaryData.of(document, ContentType.APPLICATION_JSON))));
  }

  private static RestClientBuilder builder(ElasticsearchSettings settings) {
    HttpHost[] hosts =
        Arrays.stream(settings.urls().split(","))
            .map(url -> HttpHost.create(url.strip()))
            .toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                config ->
                    config
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setSocketTimeout(ANSWER_TIMEOUT_MS))
            .setHttpClientConfigCallback(
                http ->
                    http.setDefaultIOReactorConfig(
                        IOReactorConfig.custom().setIoThreadCount(1).build()));
    if (!settings.user().isEmpty()) {
      builder.setDefaultHeaders(new Header[] {authorization(settings)});
    }
    return builder;
  }

  private static Header authorization(ElasticsearchSettings settings) {
    byte[] credentials =
        (settings.user() + ":" + settings.password()).getBytes(StandardCharsets.UTF_8);
    return new BasicHeader(
        HttpHeaders.AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(credentials));
  }
}

package io.millrace.jobs.runtime.elasticsearch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.http.Header;
import org.apache.http.HttpHeaders;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * The calls that the sink makes, none of which blocks. By the official low-level client: the other
 * one makes objects of every line of a request and of an answer, and those were a quarter of the
 * samples of this process.
 */
final class DocumentClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int ANSWER_TIMEOUT_MS = 30_000;
  private static final ContentType LINES = ContentType.create("application/x-ndjson");
  private static final ObjectMapper JSON = new ObjectMapper();
  private final RestClient http;

  /** What is made of an answer. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(Response response) throws IOException;
  }

  DocumentClient(ElasticsearchSettings settings) {
    http = builder(settings).build();
  }

  /** Sends a batch; the items of the answer are in its order. */
  CompletableFuture<List<BulkItem>> bulk(List<DocumentOperation> batch) {
    Request request = new Request("POST", "/_bulk");
    // Without the alias a typing error would make a new index of that name.
    request.addParameter("require_alias", "true");
    request.addParameter("filter_path", BulkItem.FILTER);
    request.setEntity(new NByteArrayEntity(BulkBody.of(batch), LINES));
    return send(request, answer -> BulkItem.all(answer.getEntity().getContent(), batch.size()));
  }

  /** Makes the first index behind an alias; its settings and mappings come from templates. */
  CompletableFuture<Integer> createIndex(String alias) {
    String index = URLEncoder.encode(alias + "-000001", StandardCharsets.UTF_8);
    ObjectNode body = JSON.createObjectNode();
    body.putObject("aliases").putObject(alias).put("is_write_index", true);
    Request request = new Request("PUT", "/" + index);
    request.setJsonEntity(body.toString());
    return send(request, answer -> answer.getStatusLine().getStatusCode());
  }

  private <T> CompletableFuture<T> send(Request request, Reader<T> reader) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    http.performRequestAsync(
        request,
        new ResponseListener() {
          @Override
          public void onSuccess(Response response) {
            try {
              answer.complete(reader.read(response));
            } catch (IOException | RuntimeException e) {
              answer.completeExceptionally(e);
            }
          }

          @Override
          public void onFailure(Exception failure) {
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  @Override
  public void close() throws IOException {
    http.close();
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

package io.millrace.service.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import io.millrace.service.ServiceSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The connection to Elasticsearch. */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 10_000;

  @Bean(destroyMethod = "close")
  RestClient restClient(ServiceSettings settings) {
    URI[] nodes =
        Arrays.stream(settings.elasticsearch().url().split(","))
            .map(url -> URI.create(url.strip()))
            .toArray(URI[]::new);
    RestClientBuilder builder =
        RestClient.builder(
            Arrays.stream(nodes)
                .map(node -> new HttpHost(node.getHost(), node.getPort(), node.getScheme()))
                .toArray(HttpHost[]::new));
    String user = nodes[0].getUserInfo();
    if (user != null) {
      byte[] credentials = user.getBytes(StandardCharsets.UTF_8);
      String basic = "Basic " + Base64.getEncoder().encodeToString(credentials);
      builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", basic)});
    }
    return builder
        .setRequestConfigCallback(
            c -> c.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(ANSWER_MILLIS))
        .build();
  }

  @Bean
  ElasticsearchClient elasticsearchClient(RestClient restClient, JsonMapper json) {
    return new ElasticsearchClient(
        new RestClientTransport(restClient, new Jackson3JsonpMapper(json)));
  }
}

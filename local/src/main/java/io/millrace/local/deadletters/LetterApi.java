package io.millrace.local.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.local.api.ServiceApi;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The service's API of dead letters. */
record LetterApi(ServiceApi service) {
  private static final String PATH = "/api/v1/dead-letters";

  JsonNode list(List<Map.Entry<String, String>> parameters) {
    return service.get(PATH + query(parameters));
  }

  JsonNode groups(List<Map.Entry<String, String>> parameters) {
    return service.get(PATH + "/groups" + query(parameters));
  }

  JsonNode show(String id) {
    return service.get(PATH + "/" + ServiceApi.encode(id));
  }

  /**
   * @param action {@code try} or {@code replay}
   */
  JsonNode post(String action, JsonNode body) {
    return service.post(PATH + ":" + action, body);
  }

  private static String query(List<Map.Entry<String, String>> parameters) {
    return parameters.stream()
        .map(p -> p.getKey() + "=" + ServiceApi.encode(p.getValue()))
        .collect(Collectors.joining("&", "?", ""));
  }
}

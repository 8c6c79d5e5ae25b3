package io.millrace.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A real HTTP server that speaks the part of the Confluent API that clients need, with any schema
 * registered as soon as it is looked up, and with an outage on demand.
 */
public final class SchemaServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<String> schemas = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int outage;

  public SchemaServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers everything with this status from now on; 0 ends that. */
  public void fail(int status) {
    outage = status;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    if (outage != 0) {
      answer(exchange, outage, "{}");
    } else if (path.startsWith("/subjects/")) {
      String schema = JSON.readTree(body).path("schema").asText();
      answer(exchange, 200, "{\"id\":" + id(schema) + "}");
    } else {
      int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
      if (id < 1 || id > schemas.size()) {
        answer(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
      } else {
        answer(
            exchange, 200, JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString());
      }
    }
  }

  private synchronized int id(String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}

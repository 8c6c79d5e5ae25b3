package io.millrace.bridge.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A server that speaks SignalR's hub protocol: negotiation over HTTP, then the JSON protocol,
 * version 1, over a WebSocket (handshake, invocations with completion, pings). Real HTTP and
 * WebSocket; no .NET runs here.
 */
final class HubServer implements AutoCloseable {
  /** Ends each message. */
  private static final char END = '\u001e';

  private static final int INVOCATION = 1;
  private static final int COMPLETION = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<JsonNode> invocations = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final List<Session> sessions = new CopyOnWriteArrayList<>();
  private final Tomcat tomcat = new Tomcat();

  /** What the hub says to an invocation: null completes it, a text fails it. */
  volatile Function<JsonNode, String> behaviour = invocation -> null;

  /** While true, invocations are taken and never completed. */
  volatile boolean silent;

  HubServer(Path folder, int port) throws Exception {
    tomcat.setBaseDir(folder.toString());
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(port);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext("", folder.toString());
    context.addServletContainerInitializer(new WsSci(), Set.of());
    context.addServletContainerInitializer(
        (classes, servlets) -> {
          ServerContainer container =
              (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
          try {
            container.addEndpoint(
                ServerEndpointConfig.Builder.create(HubEndpoint.class, "/hub")
                    .configurator(new Instances())
                    .build());
          } catch (jakarta.websocket.DeploymentException e) {
            throw new IllegalStateException(e);
          }
        },
        Set.of());
    Tomcat.addServlet(context, "negotiate", new Negotiate());
    context.addServletMappingDecoded("/hub/negotiate", "negotiate");
    Tomcat.addServlet(context, "none", new HttpServlet() {});
    context.addServletMappingDecoded("/", "none");
    tomcat.start();
  }

  String url() {
    return "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/hub";
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  int connections() {
    return sessions.size();
  }

  /** Ends every connection, as a restart of the hub does. */
  void dropConnections() throws IOException {
    for (Session session : sessions) {
      session.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "restart"));
    }
  }

  @Override
  public void close() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private final class Negotiate extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String authorization = request.getHeader("Authorization");
      if (authorization != null) {
        authorizations.add(authorization);
      }
      response.setContentType("application/json");
      response
          .getWriter()
          .write(
              "{\"negotiateVersion\":1,\"connectionId\":\"a\",\"connectionToken\":\"b\","
                  + "\"availableTransports\":[{\"transport\":\"WebSockets\","
                  + "\"transferFormats\":[\"Text\",\"Binary\"]}]}");
    }
  }

  private final class Instances extends ServerEndpointConfig.Configurator {
    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new HubEndpoint(HubServer.this));
    }
  }

  /** One connection. */
  public static final class HubEndpoint extends Endpoint {
    private final HubServer hub;

    HubEndpoint(HubServer hub) {
      this.hub = hub;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      hub.sessions.add(session);
      session.addMessageHandler(
          String.class, (MessageHandler.Whole<String>) text -> hub.receive(session, text));
      // Microsoft's Java client sends its text in binary frames, which hubs take too.
      session.addMessageHandler(
          ByteBuffer.class,
          (MessageHandler.Whole<ByteBuffer>)
              bytes -> hub.receive(session, StandardCharsets.UTF_8.decode(bytes).toString()));
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
      hub.sessions.remove(session);
    }
  }

  private void receive(Session session, String text) {
    try {
      for (String message : split(text)) {
        answer(session, JSON.readTree(message));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(Session session, JsonNode message) throws IOException {
    if (message.has("protocol")) {
      send(session, "{}");
    } else if (message.path("type").asInt() == INVOCATION) {
      invocations.add(message);
      if (silent) {
        return;
      }
      ObjectNode completion = JSON.createObjectNode().put("type", COMPLETION);
      completion.put("invocationId", message.path("invocationId").asText());
      String error = behaviour.apply(message);
      if (error != null) {
        completion.put("error", error);
      } else {
        completion.putNull("result");
      }
      send(session, completion.toString());
    }
  }

  private static void send(Session session, String message) throws IOException {
    synchronized (session) {
      session.getBasicRemote().sendText(message + END);
    }
  }

  private static List<String> split(String text) {
    List<String> messages = new ArrayList<>();
    int from = 0;
    for (int end = text.indexOf(END); end >= 0; end = text.indexOf(END, from)) {
      messages.add(text.substring(from, end));
      from = end + 1;
    }
    return messages;
  }
}

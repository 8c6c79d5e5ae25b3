package io.millrace.service.health;

import io.millrace.service.health.HealthView.Check;
import io.millrace.service.health.HealthView.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the service lives and whether it can work. */
@Tag(name = "Health")
@RestController
@RequestMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
class HealthController {
  /** Seconds, less than what callers of health checks wait. */
  private static final int PATIENCE = 5;

  private final List<HealthCheck> checks;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "health-check");
            thread.setDaemon(true);
            return thread;
          });

  HealthController(List<HealthCheck> checks) {
    this.checks = checks;
  }

  @Operation(operationId = "live", summary = "Whether the process works at all")
  @GetMapping("/live")
  HealthView live() {
    return new HealthView(Status.UP, Map.of());
  }

  @Operation(operationId = "ready", summary = "Whether the servers that are needed answer")
  @ApiResponse(responseCode = "200", description = "UP, or DEGRADED without Elasticsearch")
  @ApiResponse(responseCode = "503", description = "The database or Kafka is down")
  @GetMapping("/ready")
  ResponseEntity<HealthView> ready() throws InterruptedException {
    List<Future<?>> running = new ArrayList<>();
    for (HealthCheck check : checks) {
      running.add(
          threads.submit(
              () -> {
                check.run();
                return check;
              }));
    }
    Status status = Status.UP;
    Map<String, Check> results = new LinkedHashMap<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
    for (int i = 0; i < checks.size(); i++) {
      Check result = await(running.get(i), deadline - System.nanoTime());
      results.put(checks.get(i).name(), result);
      if (result.status() == Status.DOWN && status != Status.DOWN) {
        status = checks.get(i).vital() ? Status.DOWN : Status.DEGRADED;
      }
    }
    return ResponseEntity.status(
            status == Status.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
        .body(new HealthView(status, results));
  }

  private static Check await(Future<?> running, long nanos) throws InterruptedException {
    try {
      running.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
      return new Check(Status.UP, null);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Check(Status.DOWN, cause.getClass().getSimpleName() + ": " + cause.getMessage());
    } catch (TimeoutException e) {
      running.cancel(true);
      return new Check(Status.DOWN, "No answer within " + PATIENCE + " s");
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}

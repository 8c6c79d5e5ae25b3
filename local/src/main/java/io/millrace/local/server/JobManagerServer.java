package io.millrace.local.server;

import io.millrace.local.config.ServerName;
import io.millrace.local.config.StackConfig;
import io.millrace.local.process.ProcessSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Flink's JobManager as a session cluster: jobs are submitted to it as jars. */
final class JobManagerServer implements Server {
  private static final String MAIN =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";

  private final StackConfig config;
  private final FlinkProcess flink;

  JobManagerServer(StackConfig config) {
    this.config = config;
    this.flink = new FlinkProcess(config, name());
  }

  @Override
  public ServerName name() {
    return ServerName.JOBMANAGER;
  }

  @Override
  public void prepare() throws IOException {
    flink.prepare();
  }

  @Override
  public ProcessSpec process() {
    return flink.spec(
        List.of("-XX:MaxMetaspaceSize=256m", "-XX:TieredStopAtLevel=1"), MAIN, Map.of());
  }

  @Override
  public boolean isReady() throws InterruptedException {
    return Http.isOk(config.addresses().flinkUrl() + "/overview");
  }
}

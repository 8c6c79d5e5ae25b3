package io.millrace.service.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.service.problem.ProblemCode;
import io.millrace.service.problem.ProblemException;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ConnectionsTest {
  private static final ConnectionSettings.Account ACCOUNT =
      new ConnectionSettings.Account("jdbc:none:host?key=S1", "reader", "S2", false, 1000);

  private final Connections connections =
      new Connections(new ConnectionSettings(Map.of("erp", ACCOUNT)));

  @Test
  void noFailureTellsASecret() {
    SQLException failure = catchThrowableOfType(SQLException.class, () -> connections.open("erp"));
    assertThat(failure.getMessage()).contains("S1");
    ProblemException problem = connections.problem("erp", failure);
    assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
    assertThat(problem).hasMessageContaining("erp").hasMessageNotContainingAny("S1", "S2", "none");
    assertThat(problem.getCause()).hasMessageNotContainingAny("S1", "S2");
    ProblemException denied =
        connections.problem("erp", new SQLException("denied for S2 at " + ACCOUNT.url(), "42501"));
    assertThat(denied.code()).isEqualTo(ProblemCode.UNREADABLE_TABLE);
    assertThat(denied).hasMessageContaining("denied").hasMessageNotContainingAny("S1", "S2");
    assertThat(new ConnectionSettings(Map.of("erp", ACCOUNT)).toString())
        .contains("reader")
        .doesNotContain("S1", "S2");
  }

  @Test
  void settingsComeFromTheEnvironment() {
    Map<String, Object> environment =
        Map.of(
            "MILLRACE_CONNECTIONS_ERP_URL", "jdbc:postgresql://erp/db",
            "MILLRACE_CONNECTIONS_ERP_USER", "reader",
            "MILLRACE_CONNECTIONS_ERP_PASSWORD", "S2",
            "MILLRACE_CONNECTIONS_MES_URL", "jdbc:postgresql://mes/db",
            "MILLRACE_CONNECTIONS_MES_QUERIES", "true",
            "MILLRACE_CONNECTIONS_MES_BATCH", "10");
    assertThat(bound(environment))
        .containsOnly(
            Map.entry(
                "erp",
                new ConnectionSettings.Account(
                    "jdbc:postgresql://erp/db", "reader", "S2", false, 1000)),
            Map.entry(
                "mes",
                new ConnectionSettings.Account("jdbc:postgresql://mes/db", "", "", true, 10)));
    assertThat(bound(Map.of())).isEmpty();
  }

  private static Map<String, ConnectionSettings.Account> bound(Map<String, Object> environment) {
    SystemEnvironmentPropertySource source =
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment);
    return new Binder(ConfigurationPropertySources.from(source))
        .bindOrCreate("millrace", ConnectionSettings.class)
        .connections();
  }

  @Test
  void connectsNowhereElse() {
    assertThatThrownBy(() -> connections.open("jdbc:postgresql://127.0.0.1/other"))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void valuesStayInTheDatabase() {
    ProblemException problem =
        connections.problem("erp", new SQLException("invalid number: \"private\"", "22P02"));
    assertThat(problem.code()).isEqualTo(ProblemCode.UNREADABLE_TABLE);
    assertThat(problem).hasMessageNotContaining("private");
  }
}

package io.millrace.local.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.local.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Documents that lie in files: JSON or, by the file's name, YAML. */
public final class DocumentFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private DocumentFiles() {}

  /**
   * The document in a file.
   *
   * @throws StackException for a file that cannot be read, with line and column where it is no JSON
   */
  public static JsonNode read(Path file) {
    String name = file.toString();
    try {
      String text = Files.readString(file);
      return name.endsWith(".yaml") || name.endsWith(".yml")
          ? JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text))
          : JSON.readTree(text);
    } catch (NoSuchFileException e) {
      throw new StackException("There is no file " + file, e);
    } catch (JsonProcessingException e) {
      String place = e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
      throw new StackException(file + ":" + place + ": " + e.getOriginalMessage(), e);
    } catch (YamlEngineException e) {
      throw new StackException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StackException(file + " cannot be read: " + e, e);
    }
  }
}

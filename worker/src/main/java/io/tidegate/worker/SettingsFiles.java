package io.tidegate.worker;

import java.io.IOException;
import java.util.List;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/**
 * Reads files of settings as Spring Boot does, and says of one that cannot be read where, without
 * what stands there: it may be a secret, and a parser's error quotes its line.
 *
 * <p>The first loader of a kind of file is the one that is asked. These are the first, and in the
 * order of Boot's own, so that which file overrides which stays as documented there.
 */
abstract class SettingsFiles implements PropertySourceLoader {
  private final PropertySourceLoader loader;

  private SettingsFiles(PropertySourceLoader loader) {
    this.loader = loader;
  }

  @Override
  public String[] getFileExtensions() {
    return loader.getFileExtensions();
  }

  @Override
  public List<PropertySource<?>> load(String name, Resource resource) throws IOException {
    try {
      return loader.load(name, resource);
    } catch (IOException | RuntimeException e) {
      throw UnreadableSettings.of(resource, e);
    }
  }

  /** {@code application.properties} and its like. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static final class OfProperties extends SettingsFiles {
    OfProperties() {
      super(new PropertiesPropertySourceLoader());
    }
  }

  /** {@code application.yaml} and its like. */
  @Order(Ordered.HIGHEST_PRECEDENCE + 1)
  static final class OfYaml extends SettingsFiles {
    OfYaml() {
      super(new YamlPropertySourceLoader());
    }
  }
}

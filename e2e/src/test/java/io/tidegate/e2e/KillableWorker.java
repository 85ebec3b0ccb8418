package io.tidegate.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tidegate.provider.AccountSettings;
import io.tidegate.provider.Deadline;
import io.tidegate.provider.DefinedProvider;
import io.tidegate.provider.Provider;
import io.tidegate.worker.WorkerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.function.Function;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;

/**
 * The worker, with one thing added: around every effect it tells the {@link Trap} at its account's
 * endpoint, and does not go on before that says so.
 */
public final class KillableWorker {
  public static void main(String[] args) {
    SpringApplication application = new SpringApplication(WorkerApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.addInitializers(
        context -> context.getBeanFactory().addBeanPostProcessor(new TellingProviders()));
    application.run(args);
  }

  private static final class TellingProviders implements BeanPostProcessor {
    @Override
    @SuppressWarnings("unchecked")
    public Object postProcessAfterInitialization(Object bean, String name) {
      return name.equals("providers") ? telling((Function<AccountSettings, Provider>) bean) : bean;
    }

    private static Function<AccountSettings, Provider> telling(
        Function<AccountSettings, Provider> providers) {
      return settings -> withTrap(Provider.class, providers.apply(settings), settings.endpoint());
    }
  }

  private static <P extends Provider> P withTrap(Class<P> face, P provider, String trap) {
    return face.cast(
        Proxy.newProxyInstance(
            face.getClassLoader(), new Class<?>[] {face}, new Telling(provider, trap)::invoke));
  }

  private record Telling(Provider provider, String trap) {
    Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
      if (method.getName().equals("forDefinitions")) {
        return provider
            .forDefinitions()
            .map(defined -> withTrap(DefinedProvider.class, defined, trap));
      }
      boolean effect = isEffect(method);
      if (effect) {
        tell("before", method, arguments[0]);
      }
      Object answer;
      try {
        answer = method.invoke(provider, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
      if (effect) {
        tell("after", method, arguments[0]);
      }
      return answer;
    }

    /** Effects alone are sent by a deadline. */
    private static boolean isEffect(Method method) {
      Class<?>[] types = method.getParameterTypes();
      return types.length > 0 && types[types.length - 1] == Deadline.class;
    }

    private void tell(String moment, Method method, Object job) {
      int colon = trap.lastIndexOf(':');
      String host = trap.substring(0, colon);
      int port = Integer.parseInt(trap.substring(colon + 1));
      try (Socket socket = new Socket(host, port)) {
        String word = "AT %s %s %s\r\n\r\n".formatted(moment, method.getName(), job);
        socket.getOutputStream().write(word.getBytes(ISO_8859_1));
        if (socket.getInputStream().read() < 0) {
          throw new IOException("the trap is gone");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private KillableWorker() {}
}

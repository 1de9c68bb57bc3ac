package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.model.bot.Bot;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** The bot that {@code --bot} names: a class of the class path, a jar, or a class in a jar. */
final class BotSource {
    private static final String CLASS_FILE = ".class";

    private BotSource() {}

    /**
     * Makes the bot.
     *
     * @param name {@code JAR}, {@code JAR:CLASS} or {@code CLASS}
     * @throws InspectionException when there is none, or several to choose from
     */
    static Bot<?> bot(String name) {
        int jarEnd = name.indexOf(".jar");
        if (jarEnd < 0) {
            return made(name, BotSource.class.getClassLoader());
        }
        Path jar = Path.of(name.substring(0, jarEnd + ".jar".length()));
        if (!Files.isReadable(jar)) {
            throw new InspectionException("--bot: no jar at " + jar);
        }
        ClassLoader classes = loader(jar);
        String rest = name.substring(jarEnd + ".jar".length());
        return made(rest.startsWith(":") ? rest.substring(1) : theOnly(jar, classes), classes);
    }

    /** Open while the command runs: a bot may need more of its classes at any time. */
    private static ClassLoader loader(Path jar) {
        try {
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, BotSource.class.getClassLoader());
        } catch (MalformedURLException e) { // a path always is a URL
            throw new IllegalArgumentException(e);
        }
    }

    private static String theOnly(Path jar, ClassLoader classes) {
        List<String> bots;
        try (JarFile file = new JarFile(jar.toFile())) {
            bots = file.stream()
                    .map(entry -> entry.getName())
                    .filter(entry -> entry.endsWith(CLASS_FILE) && !entry.contains("-"))
                    .map(entry -> entry.substring(0, entry.length() - CLASS_FILE.length())
                            .replace('/', '.'))
                    .filter(type -> isBot(type, classes))
                    .toList();
        } catch (IOException e) {
            throw new InspectionException("--bot: " + jar + " is no jar");
        }
        if (bots.size() != 1) {
            throw new InspectionException(
                    bots.isEmpty()
                            ? "--bot: no class in " + jar + " implements " + Bot.class.getName()
                            : "--bot: " + jar + " has several bots; name one as " + jar + ":" + bots.getFirst()
                                    + " (there are " + String.join(", ", bots) + ")");
        }
        return bots.getFirst();
    }

    private static boolean isBot(String name, ClassLoader classes) {
        try {
            Class<?> type = Class.forName(name, false, classes);
            return Bot.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers());
        } catch (ClassNotFoundException | LinkageError _) { // needs what is not here, so it is not the bot meant
            return false;
        }
    }

    private static Bot<?> made(String name, ClassLoader classes) {
        try {
            if (Class.forName(name, true, classes).getDeclaredConstructor().newInstance() instanceof Bot<?> bot) {
                return bot;
            }
            throw new InspectionException("--bot: " + name + " does not implement " + Bot.class.getName());
        } catch (ClassNotFoundException e) {
            throw new InspectionException("--bot: no class " + name);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InspectionException(
                    "--bot: " + name + " needs a public constructor without parameters that works");
        }
    }
}

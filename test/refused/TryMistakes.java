import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.cdk8s.App;
import org.cdk8s.AppProps;
import org.cdk8s.Chart;

/** Runs the classes that it is given the names of, each in an app of its own, and prints a line for each. */
class TryMistakes {
    public static void main(String[] classNames) throws Exception {
        for (String className : classNames) {
            Method declare = Class.forName(className).getDeclaredMethod("declare", Chart.class);
            declare.setAccessible(true);
            try {
                declare.invoke(null, new Chart(new App(AppProps.builder().outdir("dist").build()), "policies"));
                System.out.println(className + "\t0\t");
            } catch (InvocationTargetException thrown) {
                Throwable cause = thrown.getCause();
                int line = Arrays.stream(cause.getStackTrace())
                    .filter(frame -> frame.getClassName().equals(className)).findFirst().map(StackTraceElement::getLineNumber).orElse(0);
                System.out.println(className + "\t" + line + "\t" + cause.getClass().getName() + ": " + cause.getMessage().replaceAll("\\s+", " "));
            }
        }
    }
}

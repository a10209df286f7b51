import io.github.cdk8s.istio.mtls.AmbientMtlsMode;
import io.github.cdk8s.istio.mtls.AmbientNamespacePolicyProps;
import io.github.cdk8s.istio.mtls.ClientPolicy;
import io.github.cdk8s.istio.mtls.ClientTls;
import io.github.cdk8s.istio.mtls.Host;
import io.github.cdk8s.istio.mtls.Mesh;
import io.github.cdk8s.istio.mtls.MeshOptions;
import io.github.cdk8s.istio.mtls.MeshPolicy;
import io.github.cdk8s.istio.mtls.MeshWave;
import io.github.cdk8s.istio.mtls.MeshWaveOptions;
import io.github.cdk8s.istio.mtls.MtlsException;
import io.github.cdk8s.istio.mtls.MtlsMigration;
import io.github.cdk8s.istio.mtls.MtlsMode;
import io.github.cdk8s.istio.mtls.NamespacePolicy;
import io.github.cdk8s.istio.mtls.OwnCertificate;
import io.github.cdk8s.istio.mtls.OwnCertificateFiles;
import io.github.cdk8s.istio.mtls.PortPolicy;
import io.github.cdk8s.istio.mtls.PortPolicyOptions;
import io.github.cdk8s.istio.mtls.ServerNameOptions;
import io.github.cdk8s.istio.mtls.Wave;
import io.github.cdk8s.istio.mtls.WaveOptions;
import io.github.cdk8s.istio.mtls.WaveStep;
import io.github.cdk8s.istio.mtls.Workload;
import io.github.cdk8s.istio.mtls.WorkloadPolicy;
import io.github.cdk8s.istio.mtls.WorkloadPort;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Include;

/**
 * An ambient namespace {@code pay} beside a sidecar namespace {@code shop}, in the middle of their migration. What runs
 * there is plain YAML, workloads.yaml.
 *
 * <p>The same program as examples/twins/java-twin.ts, and the same YAML, byte for byte.
 */
public final class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "shop");
        Include workloads = Include.Builder.create(chart, "workloads").url("workloads.yaml").build();
        Mesh.of(app).configure(MeshOptions.builder().rootNamespace("istio-config").ambient(true).build());
        Workload web = Workload.find(workloads, "web");

        servers(chart, web);
        clients(chart);
        migration(chart, web);
        app.synth();
    }

    /** What servers accept. */
    private static void servers(Chart chart, Workload web) {
        MeshPolicy.Builder.create(chart, "mesh").mode(MtlsMode.PERMISSIVE).build();
        NamespacePolicy.ambient(chart, "pay", AmbientNamespacePolicyProps.builder().namespaceName("pay").mode(AmbientMtlsMode.STRICT).build());
        NamespacePolicy shop = NamespacePolicy.Builder.create(chart, "shop").namespaceName("shop").mode(MtlsMode.PERMISSIVE).build();
        shop.exceptPort(PortPolicy.permissivePort(WorkloadPort.named("metrics"),
                PortPolicyOptions.builder().reason("scraped from outside the mesh").until("2027-09-30").build()));
        WorkloadPolicy.Builder.create(chart, "web")
                .workload(web)
                .mode(MtlsMode.UNSET)
                .ports(List.of(
                        PortPolicy.permissivePort(WorkloadPort.behind(Host.service("web", "shop").port(80)),
                                PortPolicyOptions.builder().reason("the old load balancer dials pods").build()),
                        PortPolicy.disable(2525, PortPolicyOptions.builder().reason("the server greets first").build())))
                .build();
    }

    /** What clients send. */
    private static void clients(Chart chart) {
        ClientPolicy.Builder.create(chart, "batch")
                .host(Host.wildcard("*.batch.svc.cluster.local", List.of(Host.service("printer", "batch"))))
                .tls(ClientTls.ISTIO_MUTUAL)
                .build();
        ClientPolicy.Builder.create(chart, "bank")
                .host(Host.external("bank.example.com", "shop"))
                .tls(ClientTls.mutual(
                        OwnCertificate.files(OwnCertificateFiles.builder().certificate("/etc/bank/tls.crt").privateKey("/etc/bank/tls.key").build()),
                        ServerNameOptions.builder().sni("bank.example.com").build()))
                .build();
    }

    /** How they become STRICT. */
    private static void migration(Chart chart, Workload web) {
        Wave canary = Wave.workloads("canary", List.of(web));
        Wave backends = Wave.labelled("backends", Map.of("tier", "backend"), WaveOptions.builder().after(List.of(canary)).build());
        MtlsMigration.Builder.create(chart, "to-strict")
                .waves(List.of(canary, backends))
                .rest(MeshWave.named("rest", MeshWaveOptions.builder().after(List.of(backends)).build()))
                .exceptions(List.of(MtlsException.portInNamespace("shop",
                        PortPolicy.permissive(8081, PortPolicyOptions.builder().reason("the mainframe calls it").until("2027-03-31").build()))))
                .steps(Map.of("canary", WaveStep.STRICT, "backends", WaveStep.CLIENTS, "rest", WaveStep.PERMISSIVE))
                .build();
    }
}

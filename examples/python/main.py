"""A shop in the middle of its migration: `web` refuses plaintext but for two ports, its namespace still accepts it.

The same program as examples/twins/python-twin.ts, and the same YAML, byte for byte.
"""

import cdk8s_plus_28 as kplus
from cdk8s import ApiObjectMetadata, App, Chart
from cdk8s_istio_mtls import (
    ClientPolicy,
    ClientPortPolicy,
    ClientTls,
    Host,
    MeshPolicy,
    MeshWave,
    MtlsException,
    MtlsMigration,
    MtlsMode,
    NamespacePolicy,
    PortPolicy,
    Wave,
    WaveStep,
    Workload,
    WorkloadPolicy,
    WorkloadPort,
)

app = App()
chart = Chart(app, "shop", namespace="shop")

# What runs.
web = kplus.Deployment(
    chart,
    "web",
    metadata=ApiObjectMetadata(name="web"),
    pod_metadata=ApiObjectMetadata(labels={"app": "web"}),
    select=False,
    containers=[
        kplus.ContainerProps(
            image="example.com/web",
            ports=[
                kplus.ContainerPort(name="http", number=8080),
                kplus.ContainerPort(name="greeter", number=2525),
                kplus.ContainerPort(name="metrics", number=9102),
            ],
        )
    ],
)
web.select(kplus.LabelSelector.of(labels={"app": "web"}))
web_service = kplus.Service(
    chart,
    "web-service",
    metadata=ApiObjectMetadata(name="web"),
    ports=[kplus.ServicePort(port=80, target_port=8080)],
)
web_service.select_label("app", "web")

orders = kplus.Deployment(
    chart,
    "orders",
    metadata=ApiObjectMetadata(name="orders"),
    pod_metadata=ApiObjectMetadata(labels={"app": "orders"}),
    select=False,
    containers=[
        kplus.ContainerProps(
            image="example.com/orders",
            ports=[
                kplus.ContainerPort(name="http", number=8080),
                kplus.ContainerPort(name="metrics", number=9100),
            ],
        )
    ],
)
orders.select(kplus.LabelSelector.of(labels={"app": "orders"}))

# What servers accept.
MeshPolicy(chart, "mesh", mode=MtlsMode.PERMISSIVE)
shop = NamespacePolicy(chart, "shop-policy", namespace_name="shop", mode=MtlsMode.UNSET)
shop.except_port(
    PortPolicy.permissive_port(
        WorkloadPort.named("metrics"),
        reason="scraped from outside the mesh",
        until="2027-09-30",
    )
)
WorkloadPolicy(
    chart,
    "web-policy",
    workload=Workload.of(web),
    mode=MtlsMode.UNSET,
    policy_name="web",
    ports=[
        PortPolicy.permissive_port(
            WorkloadPort.behind(Host.of_service(web_service).port(80)),
            reason="the old load balancer dials pods",
        ),
        PortPolicy.disable(2525, reason="the server greets first"),
    ],
)

# What clients send.
ClientPolicy(
    chart,
    "batch",
    host=Host.wildcard("*.batch.svc.cluster.local", [Host.service("printer", "batch")]),
    tls=ClientTls.ISTIO_MUTUAL,
)
bank = Host.external("bank.example.com", "shop")
ClientPolicy(
    chart,
    "bank",
    host=bank,
    tls=ClientTls.simple(sni="bank.example.com"),
    ports=[ClientPortPolicy.of(bank.port(8080), ClientTls.DISABLE)],
)

# How they become STRICT.
canary = Wave.workloads("canary", [Workload.of(web)])
shop_wave = Wave.namespaces("shop", ["shop"], after=[canary])
MtlsMigration(
    chart,
    "to-strict",
    waves=[canary, shop_wave],
    rest=MeshWave.named("rest", after=[shop_wave]),
    exceptions=[
        MtlsException.port(
            Workload.of(orders),
            PortPolicy.permissive(8080, reason="the mainframe calls it", until="2027-03-31"),
        )
    ],
    steps={"canary": WaveStep.STRICT, "shop": WaveStep.PERMISSIVE},
)

app.synth()

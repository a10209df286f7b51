package main

import (
	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// Kubernetes draws these at random or counts them up; any value does.
const (
	templateHash = "6d4cf56db6"
	jobTime      = "28900000"
)

// workload is one owner and the Pod that stands for all of its replicas.
type workload struct {
	owner
	pod       *corev1.Pod
	dataPlane dataPlane
}

// workloadsOf makes each owner's Pod as its controller would, before admission.
func workloadsOf(objects []runtime.Object) []*workload {
	var found []*workload
	for _, object := range objects {
		switch of := object.(type) {
		case *appsv1.Deployment:
			replicaSet := of.Name + "-" + templateHash
			pod := template(of.Spec.Template, of.Namespace, "apps/v1", "ReplicaSet", replicaSet)
			pod.Labels["pod-template-hash"] = templateHash
			found = append(found, newWorkload(of.Namespace, of.Name, "Deployment", pod))
		case *appsv1.ReplicaSet:
			if !controlled(of) {
				found = append(found, newWorkload(of.Namespace, of.Name, "ReplicaSet", template(of.Spec.Template, of.Namespace, "apps/v1", "ReplicaSet", of.Name)))
			}
		case *appsv1.DaemonSet:
			found = append(found, newWorkload(of.Namespace, of.Name, "DaemonSet", template(of.Spec.Template, of.Namespace, "apps/v1", "DaemonSet", of.Name)))
		case *appsv1.StatefulSet:
			pod := template(of.Spec.Template, of.Namespace, "apps/v1", "StatefulSet", of.Name)
			pod.Labels["statefulset.kubernetes.io/pod-name"] = of.Name + "-0"
			pod.Labels["apps.kubernetes.io/pod-index"] = "0"
			found = append(found, newWorkload(of.Namespace, of.Name, "StatefulSet", pod))
		case *batchv1.Job:
			if !controlled(of) {
				found = append(found, newWorkload(of.Namespace, of.Name, "Job", jobPod(of.Spec.Template, of.Namespace, of.Name)))
			}
		case *batchv1.CronJob:
			pod := jobPod(of.Spec.JobTemplate.Spec.Template, of.Namespace, of.Name+"-"+jobTime)
			found = append(found, newWorkload(of.Namespace, of.Name, "CronJob", pod))
		case *corev1.Pod:
			if !controlled(of) {
				found = append(found, newWorkload(of.Namespace, of.Name, "Pod", of.DeepCopy()))
			}
		}
	}
	return found
}

func newWorkload(namespace, name, kind string, pod *corev1.Pod) *workload {
	return &workload{owner: owner{Namespace: namespace, Name: name, Kind: kind}, pod: pod}
}

func controlled(object metav1.Object) bool { return metav1.GetControllerOf(object) != nil }

func jobPod(of corev1.PodTemplateSpec, namespace, job string) *corev1.Pod {
	pod := template(of, namespace, "batch/v1", "Job", job)
	pod.Labels["job-name"] = job
	pod.Labels["batch.kubernetes.io/job-name"] = job
	return pod
}

// template is a Pod as the controller posts it: istiod derives the workload's name from generateName and its owner.
func template(of corev1.PodTemplateSpec, namespace, apiVersion, kind, name string) *corev1.Pod {
	pod := &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: *of.ObjectMeta.DeepCopy(),
		Spec:       *of.Spec.DeepCopy(),
	}
	if pod.Labels == nil {
		pod.Labels = map[string]string{}
	}
	isController := true
	pod.Namespace = namespace
	pod.GenerateName = name + "-"
	pod.OwnerReferences = []metav1.OwnerReference{{APIVersion: apiVersion, Kind: kind, Name: name, Controller: &isController}}
	return pod
}

"""Questions beside "is f differentiable at a?": the limit of f itself, where f is not differentiable."""

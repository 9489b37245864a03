"""Makes the detector that this package carries out of PaddleOCR's: the same function, in fewer steps.

    pip install numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0
    python optimise-model.py PP-OCRv6_det_tiny.onnx text-detector.onnx

Every step but one is exact but for rounding; at the end both models are run on a picture and compared. The
weights are the original's, rearranged. What the steps are for: models/README.md.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

# ImageNet's mean and deviation of red, green and blue; the model was trained on images normalised with them.
MEAN = np.array([0.485, 0.456, 0.406])
DEVIATION = np.array([0.229, 0.224, 0.225])

# The detector halves its input five times.
SIDE_MULTIPLE = 32

# A pixel counts as text from this probability on.
TEXT = 0.2

# Of the pixels that are text, so many may be taken for paper, or the other way round.
TOLERANCE = 0.005


class Graph:
    """An ONNX graph whose nodes are found by the tensors that they make and take."""

    def __init__(self, model):
        self.model = model
        self.nodes = list(model.graph.node)
        self.weights = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}

    def maker(self, tensor):
        return next(node for node in self.nodes if tensor in node.output)

    def takers(self, tensor):
        return [node for node in self.nodes if tensor in node.input]

    def of_type(self, *types):
        return [node for node in self.nodes if node.op_type in types]

    def weight(self, name, values):
        self.weights[name] = np.asarray(values)
        return name

    def replace(self, old, new):
        """Puts new nodes where the last of the old ones was."""
        place = self.nodes.index(old[-1])
        self.nodes[place : place + 1] = new
        self.nodes = [node for node in self.nodes if not any(node is gone for gone in old)]

    def build(self):
        used = {name for node in self.nodes for name in node.input}
        graph = self.model.graph
        del graph.node[:], graph.initializer[:]
        graph.node.extend(self.nodes)
        graph.initializer.extend(
            numpy_helper.from_array(values, name) for name, values in self.weights.items() if name in used
        )
        return self.model


def kernel(node):
    return next(list(attribute.ints) for attribute in node.attribute if attribute.name == "kernel_shape")


def conv(inputs, output, **attributes):
    return helper.make_node("Conv", inputs, [output], **attributes)


def take_bytes(graph):
    """Input: the bytes of an image, pixel by pixel (red, green, blue), instead of normalised planes.

    The deviation goes into the first weights. The mean can't: the zeros that the convolution adds around the
    image stand for the mean.
    """
    (source,) = graph.model.graph.input
    first = graph.takers(source.name)[0]
    weights = graph.weights[first.input[1]]
    # The original takes blue, green, red, and normalises them with the deviations in this same order.
    scaled = weights / (255 * DEVIATION.reshape(1, 3, 1, 1))
    graph.weights[first.input[1]] = scaled[:, ::-1].astype(np.float32)
    one = graph.weight("one", np.float32(1))
    mean = graph.weight("mean", (255 * MEAN[::-1]).reshape(1, 3, 1, 1).astype(np.float32))
    graph.nodes[:0] = [
        helper.make_node("Transpose", ["image"], ["planes"], perm=[0, 3, 1, 2]),
        # Cast would do too, but in WebAssembly its code takes a second and 250 MB to compile.
        helper.make_node("DequantizeLinear", ["planes", one], ["floats"]),
        helper.make_node("Sub", ["floats", mean], ["centred"]),
    ]
    first.input[0] = "centred"
    del graph.model.graph.input[:]
    graph.model.graph.input.append(
        helper.make_tensor_value_info("image", TensorProto.UINT8, [1, "height", "width", 3])
    )


def split_stem(graph):
    """A convolution over two maps side by side is the sum of one over each: they needn't be put together."""
    concat = graph.of_type("Concat")[0]
    (after,) = graph.takers(concat.output[0])
    weights = graph.weights[after.input[1]]
    half = weights.shape[1] // 2
    (pooled, plain) = concat.input
    attributes = {"kernel_shape": kernel(after), "strides": [2, 2], "pads": [1, 1, 1, 1]}
    graph.replace(
        [concat, after],
        [
            conv([plain, graph.weight("stem.plain", weights[:, half:])], "stem.a", **attributes),
            conv(
                [pooled, graph.weight("stem.pooled", weights[:, :half]), after.input[2]],
                "stem.b",
                **attributes,
            ),
            helper.make_node("Add", ["stem.b", "stem.a"], [after.output[0]]),
        ],
    )


def gate_once(graph):
    """x + x * gate is x * (1 + gate), and 1 + gate is one number a channel."""
    one = graph.weight("one", np.float32(1))
    for multiply in graph.of_type("Mul"):
        takers = graph.takers(multiply.output[0])
        x, gate = multiply.input
        if len(takers) != 1 or takers[0].op_type != "Add" or x not in takers[0].input:
            continue
        if graph.maker(gate).op_type != "HardSigmoid":
            continue
        (add,) = takers
        graph.replace(
            [multiply, add],
            [
                helper.make_node("Add", [gate, one], [f"{gate}.plus"]),
                helper.make_node("Mul", [x, f"{gate}.plus"], [add.output[0]]),
            ],
        )


def phases(factor):
    """How a 3-wide convolution reaches over an image enlarged `factor` times by repetition.

    For each pixel of a repeated block: which of three classes it is in (first, inner, last). For each class:
    the 3 x 3 map from taps over the enlarged image to taps over the small one.
    """
    first = np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0]])
    inner = np.array([[0, 1, 0], [0, 1, 0], [0, 1, 0]])
    last = np.array([[0, 1, 0], [0, 1, 0], [0, 0, 1]])
    classes = [first, last] if factor == 2 else [first, inner, last]
    members = [0] + [1] * (factor - 2) + [len(classes) - 1]
    return classes, members


def merge_scales_late(graph):
    """The last convolution sees four maps, three of them enlarged by repetition. Over a repeated pixel most of
    its taps see the same value, so it is computed at the small size, once for each place within a block, and
    its results are laid out at the large size, instead of enlarging first."""
    concat = graph.of_type("Concat")[0]
    (after,) = graph.takers(concat.output[0])
    weights = graph.weights[after.input[1]]
    channels = weights.shape[1] // len(concat.input)
    outputs = weights.shape[0]
    nodes, parts, gone = [], [], []
    for n, name in enumerate(concat.input):
        part = weights[:, n * channels : (n + 1) * channels]
        maker = graph.maker(name)
        if maker.op_type != "Resize":
            nodes.append(
                conv(
                    [name, graph.weight(f"merge.{n}.weights", part), after.input[2]],
                    f"merge.{n}",
                    kernel_shape=[3, 3],
                    pads=[1, 1, 1, 1],
                )
            )
        else:
            factor = int(graph.weights[maker.input[2]][-1])
            classes, members = phases(factor)
            count = len(classes)
            small = np.stack([np.einsum("ocyx,yr,xs->ocrs", part, v, h) for v in classes for h in classes])
            small = small.reshape(count * count * outputs, channels, 3, 3).astype(np.float32)
            # DepthToSpace (DCR) wants the channels in order of the place within the block, then of the output.
            order = [
                (count * members[y] + members[x]) * outputs + o
                for y in range(factor)
                for x in range(factor)
                for o in range(outputs)
            ]
            nodes += [
                conv(
                    [maker.input[0], graph.weight(f"merge.{n}.weights", small)],
                    f"merge.{n}.classes",
                    kernel_shape=[3, 3],
                    pads=[1, 1, 1, 1],
                ),
                helper.make_node(
                    "Gather",
                    [f"merge.{n}.classes", graph.weight(f"merge.{n}.order", np.array(order, dtype=np.int64))],
                    [f"merge.{n}.places"],
                    axis=1,
                ),
                helper.make_node(
                    "DepthToSpace", [f"merge.{n}.places"], [f"merge.{n}"], blocksize=factor, mode="DCR"
                ),
            ]
            gone.append(maker)
        parts.append(f"merge.{n}")
    total = parts[0]
    for n, part in enumerate(parts[1:], start=1):
        name = after.output[0] if n == len(parts) - 1 else f"merge.sum.{n}"
        nodes.append(helper.make_node("Add", [part, total], [name]))
        total = name
    graph.replace([*gone, concat, after], nodes)


def enlarge_last(graph):
    """The two transposed convolutions at the end each make four pixels of one. Both are computed before the
    pixels are laid out: no map of 16 channels at half the image's size is needed."""
    first, second = graph.of_type("ConvTranspose")
    (add1,) = graph.takers(first.output[0])
    (relu,) = graph.takers(add1.output[0])
    (add2,) = graph.takers(second.output[0])
    (sigmoid,) = graph.takers(add2.output[0])
    w1, w2 = graph.weights[first.input[1]], graph.weights[second.input[1]]
    middle = w1.shape[1]
    # [in, out, y, x] becomes [(y, x, out), in]: the four pixels of a block side by side.
    one = w1.transpose(2, 3, 1, 0).reshape(4 * middle, w1.shape[0], 1, 1)
    bias1 = np.tile(graph.weights[add1.input[1]].reshape(-1), 4)
    # For each of them, in a group of its own, its own four pixels.
    two = np.tile(w2.transpose(2, 3, 1, 0).reshape(4, middle, 1, 1), (4, 1, 1, 1))
    bias2 = np.tile(graph.weights[add2.input[1]].reshape(-1), 16)
    # From (y, x, within y, within x) to the rows and columns of a block of four by four.
    order = [8 * (y // 2) + 4 * (x // 2) + 2 * (y % 2) + x % 2 for y in range(4) for x in range(4)]
    graph.replace(
        [first, add1, relu, second, add2, sigmoid],
        [
            conv(
                [first.input[0], graph.weight("last.1", one), graph.weight("last.1.bias", bias1)],
                "last.a",
                kernel_shape=[1, 1],
            ),
            helper.make_node("Relu", ["last.a"], ["last.b"]),
            conv(
                ["last.b", graph.weight("last.2", two), graph.weight("last.2.bias", bias2)],
                "last.c",
                kernel_shape=[1, 1],
                group=4,
            ),
            helper.make_node("Sigmoid", ["last.c"], ["last.d"]),
            helper.make_node(
                "Gather", ["last.d", graph.weight("last.order", np.array(order, dtype=np.int64))], ["last.e"], axis=1
            ),
            helper.make_node("DepthToSpace", ["last.e"], ["probability"], blocksize=4, mode="DCR"),
        ],
    )
    del graph.model.graph.output[:]
    graph.model.graph.output.append(
        helper.make_tensor_value_info("probability", TensorProto.FLOAT, [1, 1, "height", "width"])
    )


def optimised(path, level):
    """A model as ONNX Runtime rewrites it: constants folded, steps fused."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = level
        options.optimized_model_filepath = str(Path(folder) / "model.onnx")
        options.log_severity_level = 3
        onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        return onnx.load(options.optimized_model_filepath)


def approximate_gelu(model):
    """Gelu by the hyperbolic tangent instead of the error function: off by 0.0005 at most, and twice as fast."""
    for node in model.graph.node:
        if node.op_type == "Gelu":
            node.op_type = "FastGelu"
    return model


def lines_of_letters():
    """A grey picture with rows of dark strokes, which the detector takes for text."""
    random = np.random.default_rng(1)
    image = np.full((1, 10 * SIDE_MULTIPLE, 12 * SIDE_MULTIPLE, 3), 230, dtype=np.uint8)
    for top in range(30, 280, 40):
        for left in range(24, 340, 8):
            if random.random() < 0.8:
                image[:, top : top + 16, left : left + 3] = 30
                image[:, top + 4 * random.integers(0, 4) :][:, :3, left : left + 6] = 30
    return image


def compare(before, after):
    image = lines_of_letters()
    # Blue, green, red; but means and deviations in the order in which the model was trained to see them.
    normalised = ((image[..., ::-1] / 255 - MEAN) / DEVIATION).transpose(0, 3, 1, 2).astype(np.float32)
    sessions = [onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]) for path in (before, after)]
    (expected,) = sessions[0].run(None, {sessions[0].get_inputs()[0].name: normalised})
    (found,) = sessions[1].run(None, {"image": image})
    if expected.max() < 0.9:
        sys.exit("the picture shows the detector no text")
    share = np.sum((expected >= TEXT) != (found >= TEXT)) / np.sum(expected >= TEXT)
    print(f"largest difference of a probability: {np.abs(expected - found).max():.4f}")
    print(f"pixels that change sides, as a share of those that are text: {share:.5f}")
    if share > TOLERANCE:
        sys.exit("the models differ")


def in_fixed_order(model):
    """The same model, without what depends on the build of ONNX Runtime that wrote it."""
    graph = model.graph
    # Shapes that were inferred; the engine's runtime infers them itself.
    graph.ClearField("value_info")
    model.ClearField("metadata_props")
    sort(graph.initializer)
    sort(model.opset_import, key=lambda opset: opset.domain)
    for node in graph.node:
        sort(node.attribute)
    return model


def sort(messages, key=lambda message: message.name):
    ordered = sorted(messages, key=key)
    del messages[:]
    messages.extend(ordered)


def main(before, after):
    levels = onnxruntime.GraphOptimizationLevel
    graph = Graph(optimised(before, levels.ORT_ENABLE_BASIC))
    take_bytes(graph)
    split_stem(graph)
    gate_once(graph)
    merge_scales_late(graph)
    enlarge_last(graph)
    with tempfile.TemporaryDirectory() as folder:
        rewritten = str(Path(folder) / "rewritten.onnx")
        onnx.save(graph.build(), rewritten)
        fused = approximate_gelu(optimised(rewritten, levels.ORT_ENABLE_EXTENDED))
        Path(after).write_bytes(in_fixed_order(fused).SerializeToString(deterministic=True))
    compare(before, after)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: optimise-model.py ORIGINAL.onnx OUT.onnx")
    main(*sys.argv[1:])

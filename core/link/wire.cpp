#include "core/link/wire.hpp"

#include <cstring>
#include <utility>

namespace loopscope::link {
namespace {

constexpr std::size_t kLengthSize = sizeof(std::uint32_t);
constexpr std::uint8_t kAnyKind = 0xFF;
static_assert(trace::kKindCount < kAnyKind);

void pack(Packer& packer, const trace::Breakpoint& breakpoint) {
    packer.number(breakpoint.kind ? static_cast<std::uint8_t>(*breakpoint.kind) : kAnyKind);
    packer.number(breakpoint.task);
    packer.text(breakpoint.file);
    packer.number(breakpoint.line);
}

trace::Breakpoint unpack_breakpoint(Unpacker& from) {
    trace::Breakpoint breakpoint;
    if (const auto kind = from.number<std::uint8_t>(); kind != kAnyKind) {
        breakpoint.kind = static_cast<trace::Kind>(kind);
    }
    breakpoint.task = from.number<trace::TaskId>();
    breakpoint.file = from.text();
    breakpoint.line = from.number<std::uint32_t>();
    return breakpoint;
}

struct Fields {
    Packer& packer;

    void operator()(const trace::Pause&) const {}
    void operator()(const trace::Resume&) const {}
    void operator()(const trace::Step& step) const {
        packer.number(static_cast<std::uint8_t>(step.granularity));
        packer.number(static_cast<std::uint8_t>(step.skip_waits));
    }
    void operator()(const trace::RunUntil& until) const {
        pack(packer, until.breakpoint);
        packer.number(static_cast<std::uint8_t>(until.skip_waits));
    }
    void operator()(const trace::SetBreakpoints& breakpoints) const {
        packer.number(static_cast<std::uint32_t>(breakpoints.all.size()));
        for (const trace::Breakpoint& each : breakpoints.all) pack(packer, each);
    }
    void operator()(const trace::SetSpeed& speed) const { packer.number(speed.rate); }
    void operator()(const trace::Stop&) const {}
};

trace::Control unpack_fields(std::size_t which, Unpacker& from) {
    switch (which) {
        case 0: return trace::Pause{};
        case 1: return trace::Resume{};
        case 2: {
            const auto granularity = static_cast<trace::Granularity>(from.number<std::uint8_t>());
            return trace::Step{granularity, from.number<std::uint8_t>() != 0};
        }
        case 3: {
            trace::Breakpoint breakpoint = unpack_breakpoint(from);
            return trace::RunUntil{std::move(breakpoint), from.number<std::uint8_t>() != 0};
        }
        case 4: {
            trace::SetBreakpoints breakpoints;
            for (auto count = from.number<std::uint32_t>(); count > 0 && from.good(); --count) {
                breakpoints.all.push_back(unpack_breakpoint(from));
            }
            return breakpoints;
        }
        case 5: return trace::SetSpeed{from.number<double>()};
        default: return trace::Stop{};
    }
}

}  // namespace

Packer::Packer(Frame type) : bytes_(kLengthSize, '\0') {
    number(type);
}

void Packer::text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    append(value.data(), value.size());
}

void Packer::append(const void* bytes, std::size_t count) {
    bytes_.append(static_cast<const char*>(bytes), count);
}

std::string Packer::take() {
    const auto length = static_cast<std::uint32_t>(bytes_.size() - kLengthSize);
    std::memcpy(bytes_.data(), &length, kLengthSize);
    return std::exchange(bytes_, {});
}

std::string Unpacker::text() {
    const auto length = number<std::uint32_t>();
    if (length > rest_.size()) {
        good_ = false;
        return {};
    }
    std::string value(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return value;
}

void Unpacker::take(void* into, std::size_t count) {
    if (count > rest_.size()) {
        good_ = false;
        return;
    }
    std::memcpy(into, rest_.data(), count);
    rest_.remove_prefix(count);
}

void pack(Packer& packer, const trace::Control& control) {
    packer.number(static_cast<std::uint8_t>(control.index()));
    std::visit(Fields{packer}, control);
}

std::optional<trace::Control> unpack_control(Unpacker& unpacker) {
    const auto which = unpacker.number<std::uint8_t>();
    if (!unpacker.good() || which >= std::variant_size_v<trace::Control>) return std::nullopt;
    trace::Control control = unpack_fields(which, unpacker);
    if (!unpacker.good()) return std::nullopt;
    return control;
}

void pack(Packer& packer, const Hello& hello) {
    packer.number(kMagic);
    packer.number(hello.major);
    packer.number(hello.minor);
    packer.text(hello.runtime);
    packer.text(hello.runtime_version);
    packer.number(hello.abilities);
}

std::optional<Hello> unpack_hello(Unpacker& unpacker) {
    Hello hello;
    if (unpacker.number<std::uint32_t>() != kMagic) return std::nullopt;
    hello.major = unpacker.number<std::uint16_t>();
    hello.minor = unpacker.number<std::uint16_t>();
    if (!unpacker.good()) return std::nullopt;
    if (hello.major != kMajor) return hello;
    hello.runtime = unpacker.text();
    hello.runtime_version = unpacker.text();
    hello.abilities = unpacker.number<std::uint32_t>();
    if (!unpacker.good()) return std::nullopt;
    return hello;
}

void Inbox::add(std::string_view bytes) {
    bytes_.erase(0, std::exchange(read_, 0));
    bytes_ += bytes;
}

std::optional<Received> Inbox::next() {
    const std::string_view rest = std::string_view(bytes_).substr(read_);
    if (broken_ || rest.size() < kLengthSize) return std::nullopt;
    std::uint32_t length = 0;
    std::memcpy(&length, rest.data(), kLengthSize);
    broken_ = length == 0 || length > longest_;
    if (broken_ || rest.size() - kLengthSize < length) return std::nullopt;
    read_ += kLengthSize + length;
    return Received{static_cast<Frame>(rest[kLengthSize]), rest.substr(kLengthSize + 1, length - 1)};
}

}  // namespace loopscope::link

"""Tokenizers of the chat families, made in place of their control tokens, to see what of a text becomes one.

    families.controls(text)             {"llama3": ["<|eot_id|>"], ...}; empty where a text is only text

A family's list holds the tokens with which its template opens and closes turns, and others of its vocabulary that no text should become.
Each is tried as published, and once more with a tokenizer that brings text into NFKC and strips white space around its tokens, which is
what the most forgiving of them do. Does not cover: ordinary tokens, which are built of bytes here. Real ones: `--tokenizer FOLDER`.
"""

# ruff: noqa: E501 - a family to a line

from __future__ import annotations

from functools import cache
from typing import Final

from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers

TOKENS: Final[dict[str, str]] = {
    "smollm2, qwen, yi (ChatML)": "<|im_start|> <|im_end|> <|endoftext|> <|im_sep|> <|object_ref_start|> <|vision_start|> <tool_call> </tool_call> <think> </think> <repo_name> <file_sep>",
    "llama2, codellama": "<s> </s> <unk> [INST] [/INST] <<SYS>> <</SYS>> <PRE> <SUF> <MID> <EOT>",
    "llama3": "<|begin_of_text|> <|end_of_text|> <|start_header_id|> <|end_header_id|> <|eot_id|> <|eom_id|> <|python_tag|> <|finetune_right_pad_id|> <|reserved_special_token_0|>",
    "llama4": "<|begin_of_text|> <|header_start|> <|header_end|> <|eot|> <|eom|> <|step|> <|image|>",
    "mistral, mixtral": "<s> </s> [INST] [/INST] [AVAILABLE_TOOLS] [/AVAILABLE_TOOLS] [TOOL_CALLS] [TOOL_RESULTS] [/TOOL_RESULTS] [SYSTEM_PROMPT] [/SYSTEM_PROMPT] [PREFIX] [MIDDLE] [SUFFIX] [IMG] [IMG_BREAK] [IMG_END] [THINK] [/THINK] [ARGS] [CALL_ID] [control_8]",
    "phi3, phi4": "<s> </s> <|system|> <|user|> <|assistant|> <|end|> <|endoftext|> <|im_start|> <|im_sep|> <|im_end|> <|placeholder1|>",
    "gemma": "<bos> <eos> <pad> <unk> <mask> <start_of_turn> <end_of_turn> <start_of_image> <end_of_image> <unused0> [multimodal] [@BOS@] <2mass>",
    "deepseek": "<｜begin▁of▁sentence｜> <｜end▁of▁sentence｜> <｜User｜> <｜Assistant｜> <｜tool▁calls▁begin｜> <｜fim▁hole｜> <think> </think>",
    "command-r": "<BOS_TOKEN> <EOS_TOKEN> <PAD> <CLS> <SEP> <MASK_TOKEN> <EOP_TOKEN> <|START_OF_TURN_TOKEN|> <|END_OF_TURN_TOKEN|> <|SYSTEM_TOKEN|> <|USER_TOKEN|> <|CHATBOT_TOKEN|>",
    "glm": "[gMASK] [sMASK] <sop> <eop> [MASK] <|system|> <|user|> <|assistant|> <|observation|> <|begin_of_image|>",
    "granite": "<|start_of_role|> <|end_of_role|> <|end_of_text|> <|tool_call|>",
    "gpt-oss, harmony": "<|start|> <|end|> <|message|> <|channel|> <|return|> <|call|> <|constrain|> <|endofprompt|> <|startoftext|>",
    "exaone": "[|system|] [|user|] [|assistant|] [|endofturn|] [BOS] [PAD] [UNK] [unused0]",
    "minimax": "]~b] ]~!b[ [e~[ <minimax:tool_call>",
    "falcon": ">>TITLE<< >>ABSTRACT<< >>INTRODUCTION<< >>SUMMARY<< >>COMMENT<< >>ANSWER<< >>QUESTION<< >>DOMAIN<< >>PREFIX<< >>SUFFIX<< >>MIDDLE<< <|endoftext|>",
    "internlm, baichuan": "<eoh> <eoa> <eosys> <|User|> <|Bot|> <|System|> <reserved_102> <reserved_106> <|action_start|> <|plugin|>",
    "zephyr, stablelm, olmo": "<|system|> <|user|> <|assistant|> <|endoftext|> </s> <|fim_prefix|>",
    "hunyuan, ernie, seed": "<｜hy_User｜> <｜hy_Assistant｜> <|begin_of_sentence|> <|end_of_sentence|> <seed:bos> <seed:eos> <seed:think> <mask:0>",
    "bert, t5": "[CLS] [SEP] [MASK] [PAD] [UNK] <extra_id_0> <extra_id_99> <pad> </s>",
}  # fmt: skip


def controls(text: str) -> dict[str, list[str]]:
    """The control tokens that a text holds, by family; families without any are left out."""
    found: dict[str, list[str]] = {}
    for family in TOKENS:
        for forgiving in (False, True):
            tokenizer = _tokenizer(family, forgiving=forgiving)
            special = set(TOKENS[family].split())
            held = [token for token in tokenizer.encode(text, add_special_tokens=False).tokens if token in special]
            if held:
                found.setdefault(family, []).extend(held)
    return found


@cache
def _tokenizer(family: str, *, forgiving: bool) -> Tokenizer:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    if forgiving:
        tokenizer.normalizer = normalizers.NFKC()
    tokens = TOKENS[family].split()
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=forgiving, lstrip=forgiving, rstrip=forgiving) for token in tokens]
    )
    return tokenizer

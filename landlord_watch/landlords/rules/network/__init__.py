"""
Which landlords belong together: what is found, what somebody has judged of it, what follows.

`facts` come in, `register` finds which parties share what, `evidence` weighs it, `judgements` say
what a person held of it, `states` put the two together, and `groups` follow from what is confirmed.
Nothing here asks a database; the same facts give the same links.
"""
